// End to end: mail is written, checked and sent from the editor by a real Exim, and arrives in a real Dovecot, once.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import { has, spoken } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import { SendingView, messageText, stored, takenFrom } from './sending.ts';

const ALICE = 'Alice (IMAP, TLS)';
const BOB = 'Bob (IMAP, STARTTLS)';
/** Long enough to stand nowhere by chance. */
const PASSWORDS = { alice: 'alice-Zt5wPe-secret', bob: 'bob-Hn8sQa-secret' };

const HELLO = messageText(
  'Hello from the editor',
  {
    From: 'Alice <alice@example.test>',
    To: 'Bob <bob@example.test>',
    Bcc: 'alice+hidden@example.test',
    'Message-ID': '<hello-1@example.test>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  },
  'Grüße,\n.with a dot\n..and two\n',
);

const BROKEN =
  'From: Alice <alice@example.test>\nTo: bob@example.test, carla@\nSubject: Not ready\n\nHello.\n';

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  const accounts = serverAccounts(started).filter(({ kind }) => kind === 'imap');
  return {
    settings: { 'mailWorkbench.accounts': [demoAccount, ...accounts] },
    size: { width: 1500, height: 1100 },
    files: { 'hello.eml': HELLO, 'broken.eml': BROKEN },
  };
});
after(() => started?.stop());

test('above a message stands how it is sent', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  for (const [account, password] of [
    [ALICE, PASSWORDS.alice],
    [BOB, PASSWORDS.bob],
  ] as const) {
    await workbench.command('Mail Workbench: Enter Password');
    await view.pick(account);
    await view.answer('Password of', password);
  }
  await workbench.openFile('hello.eml');
  assert.deepEqual(await new SendingView(workbench).lenses(), ['Send', 'Send to…', 'Check before sending']);
});

test('a check says what is found, and what the server takes', async ({ workbench }) => {
  const sending = new SendingView(workbench);
  await workbench.openFile('hello.eml');
  await sending.lens('Check before sending');
  const text = await sending.report('Check of', (now) => now.includes('It offers'));
  assert.match(text, /The server takes such a message, and the login works/);
  assert.match(text, /Bcc \(not shown to the others\)\n +alice\+hidden@example\.test/);
  assert.match(text, /It needs: 8BITMIME/);
  assert.match(text, /SIZE 20971520/);
  await workbench.screenshot('/tmp/b/send-check.png');
  assert.equal(await takenFrom(servers(), 'alice@example.test'), 0);
});

test('what cannot be sent says why, with a way to the place', async ({ workbench }) => {
  const sending = new SendingView(workbench);
  await workbench.command('View: Close All Editor Groups');
  await workbench.openFile('broken.eml');
  await sending.lens('Send');
  await sending.told('It cannot be sent');
  await workbench.screenshot('/tmp/b/send-obstacle.png');
  await sending.press('It cannot be sent', 'Go There');
  await workbench.page.locator('[id="status.editor.selection"]', { hasText: 'Ln 2' }).waitFor();
  await sending.quiet();
});

test('a message is sent once the user agrees, arrives by IDLE, and its copy is in Sent once', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  const sending = new SendingView(workbench);
  await workbench.command('View: Close All Editor Groups');
  await view.show();
  await view.expand(BOB);
  await view.click('Inbox');
  await view.expand('Inbox');
  await workbench.openFile('hello.eml');
  await sending.lens('Send');
  await workbench.page.locator('.monaco-dialog-box').waitFor();
  await workbench.screenshot('/tmp/b/send-plan.png');
  const question = await sending.answer('Send');
  for (const wanted of [
    'Send “Hello from the editor” to 2 recipients?',
    'From: alice@example.test',
    'To: Bob <bob@example.test>',
    'Bcc (not shown to the others): alice+hidden@example.test',
    `Account: ${ALICE}`,
    `Server: localhost, port ${servers().ports.submission}, STARTTLS`,
    'The field Bcc is taken out.',
    'Added: Date.',
  ]) {
    assert.ok(question.includes(wanted), `${wanted}\n${question}`);
  }
  await sending.told('was sent: localhost took it for 2 recipients');
  await workbench.screenshot('/tmp/b/send-sent.png');
  const rows = await view.rowsOnce(has('Hello from the editor'));
  assert.ok(has('Hello from the editor')(rows), spoken(rows));
  await sending.press('was sent', 'Show Result');
  const result = await sending.report('Result of sending', (now) => now.includes('A copy is in Sent'));
  assert.match(result, /✓ accepted: bob@example\.test\n +The server said: 250/);
  await workbench.screenshot('/tmp/b/send-result.png');
  const [received = '', twice] = stored(servers(), 'bob', '', 'hello-1@example.test');
  assert.equal(twice, undefined);
  assert.ok(!/^bcc/im.test(received));
  assert.ok(
    received
      .replaceAll('\r', '')
      .endsWith(Buffer.from('\n\nGrüße,\n.with a dot\n..and two\n').toString('latin1')),
  );
  assert.equal(stored(servers(), 'alice', '.Sent', 'hello-1@example.test').length, 1);
  assert.equal(await takenFrom(servers(), 'alice@example.test'), 1);
});

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}

void eventually;
