// End to end: mail that a real Exim refuses, defers or loses. Each is a clear sentence, and nothing is sent twice.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after } from 'node:test';

import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { badHosts } from '../servers/certificates.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { listening, portOf } from '../servers/ports.ts';
import { useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import { SendingView, messageText, stored, takenFrom } from './sending.ts';
import type { Workbench } from './workbench.ts';

const PASSWORDS = { alice: 'alice-Vb6mXr-secret', bob: 'bob-Tc2yLd-secret' };
const BIG = 'x'.repeat(76).concat('\n').repeat(280_000);

/** By a name that stands in From, where the server counts it: recipients, what is told, what the report says of them. */
const REFUSED = [
  [
    'partly',
    'bob, nobody',
    'not for 1 of 2 recipients',
    /refused: nobody@\S+ The server said: 550 5\.1\.1 .*no such mailbox/,
  ],
  [
    'grey',
    'greylist',
    'does not take the message just now',
    /451 4\.7\.1 Greylisted[^]*What to do: Send it again/,
  ],
  ['middle', 'bob, drop', 'ended the session before', /not sent: bob@[^]*421 4\.3\.2/],
  ['filter', 'baddata', 'refused the message', /554 5\.7\.1 Message rejected by content filter/],
  ['busy', 'busydata', 'does not take the message just now', /451 4\.3\.0 Try again later/],
  ['toolarge', 'large', 'too much for localhost', /552 5\.3\.4/],
  ['gone', 'vanish', 'it may have been taken or not', /Not known: whether localhost took it/],
] as const;
/** What is taken all the same. */
const TAKEN: Readonly<Record<string, number>> = { partly: 1 };
/** What was sent once more on purpose. */
const SENT_AGAIN = new Set(['partly']);

let started: MailServers | undefined;
let proxy: { readonly port: number; readonly stop: () => void } | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  proxy = await proxyTo(started.ports.submission);
  const [alice] = serverAccounts(started);
  if (!alice?.outgoing) throw new Error('alice has no outgoing server');
  const { ports } = started;
  const bent = (id: string, change: object): object => ({
    ...{ ...alice, id, name: `Account ${id}`, address: `${id}@example.test` },
    outgoing: { ...alice.outgoing, ...change },
  });
  return {
    settings: {
      'mailWorkbench.accounts': [
        alice,
        bent('wrong', {}),
        bent('offered', { port: ports.smtpPlain }),
        { ...bent('expired', { host: badHosts.expired }), proxy: `http://127.0.0.1:${proxy.port}` },
      ],
      'workbench.editorLargeFileConfirmation': 100,
    },
    size: { width: 1500, height: 1000 },
    files: {
      ...Object.fromEntries(REFUSED.map(([name, to]) => [`${name}.eml`, message(`alice+${name}`, to)])),
      ...Object.fromEntries(
        ['wrong', 'offered', 'expired'].map((name) => [`${name}.eml`, message(name, 'bob')]),
      ),
      'big.eml': message('alice+big', 'bob', BIG),
      'slow.eml': message('alice+slow', 'slow'),
    },
  };
});
after(async () => {
  proxy?.stop();
  await started?.stop();
});

test('passwords are entered, one of them wrong', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  // The palette offers what the extension has said it can do.
  await view.row('Alice');
  for (const [account, password] of [
    ['Alice', PASSWORDS.alice],
    ['Account wrong', 'mistyped-Yy7-secret'],
    ['Account offered', PASSWORDS.alice],
    ['Account expired', PASSWORDS.alice],
  ] as const) {
    await workbench.command('Mail Workbench: Enter Password');
    await view.pick(account);
    await view.answer('Password of', password);
  }
});

for (const [name, to, sentence, report] of REFUSED) {
  test(`${name}: ${to}`, async ({ workbench }) => {
    const sending = await fresh(workbench);
    await sending.send(`${name}.eml`);
    await sending.told(sentence);
    const text = await sending.report('Result of sending', (now) => report.test(now));
    assert.match(text, report);
    assert.equal(await takenFrom(servers(), `alice+${name}@example.test`), TAKEN[name] ?? 0);
  });
}

test('what not everybody got is sent to the others alone', async ({ workbench }) => {
  const sending = await fresh(workbench);
  await sending.send('partly.eml', 'Send Again');
  await sending.press('not for 1 of 2 recipients', 'Send to the Others');
  const question = await sending.answer('Cancel');
  assert.match(question, /again, to 1 recipient\?[^]*To \(chosen for this time\): nobody@example\.test/);
});

test('what may have gone is not sent again without a word about it', async ({ workbench }) => {
  const sending = await fresh(workbench);
  assert.match(await sending.send('gone.eml', 'Cancel'), /It may have gone already/);
});

for (const [name, sentence] of [
  ['wrong', 'password'],
  ['offered', 'STARTTLS'],
  ['expired', 'certificate'],
  ['big', 'too much for localhost'],
] as const) {
  test(`${name}: nothing is sent`, async ({ workbench }) => {
    const sending = await fresh(workbench);
    await workbench.openFile(`${name}.eml`);
    // Above a large text the editor shows nothing.
    await workbench.command('Mail Workbench: Send');
    await sending.answer('Send');
    await sending.told(sentence);
    for (const sender of [name, `alice+${name}`]) {
      assert.equal(await takenFrom(servers(), `${sender}@example.test`), 0);
    }
  });
}

test('sending is cancelled while the server takes its time', async ({ workbench }) => {
  const sending = await fresh(workbench);
  await sending.send('slow.eml');
  await sending.press('naming the recipients', 'Cancel');
  await sending.told('Sending was cancelled: nothing was sent');
  assert.equal(await takenFrom(servers(), 'alice+slow@example.test'), 0);
});

test('nothing came twice', () => {
  for (const [name] of REFUSED) {
    assert.equal(
      stored(servers(), 'bob', '', `<${name}@example.test>`).length,
      (TAKEN[name] ?? 0) + Number(SENT_AGAIN.has(name)),
      name,
    );
  }
  return Promise.resolve();
});

function message(from: string, to: string, body?: string): string {
  const id = from.replace('alice+', '');
  return messageText(
    `About ${id}`,
    {
      From: `${from}@example.test`,
      To: to
        .split(', ')
        .map((one) => `${one}@example.test`)
        .join(', '),
      Date: 'Sat, 21 Nov 2026 11:00:00 +0000',
      'Message-ID': `<${id}@example.test>`,
    },
    body,
  );
}

/** Nothing of the test before is in view. */
async function fresh(workbench: Workbench): Promise<SendingView> {
  const sending = new SendingView(workbench);
  await sending.quiet();
  await workbench.command('View: Close All Editor Groups');
  return sending;
}

/** No resolver knows the name of the server with the expired certificate, so a proxy leads there. */
async function proxyTo(target: number): Promise<{ readonly port: number; readonly stop: () => void }> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.once('data', () => {
      const upstream = net.connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      open.add(upstream);
      for (const one of [socket, upstream]) one.on('error', () => undefined);
    });
  });
  const port = portOf(await listening(server, 0));
  const stop = (): void => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return { port, stop };
}

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}
