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
import type { Workbench } from './workbench.ts';

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

function short(name: string, subject: string, more: Readonly<Record<string, string>> = {}): string {
  const fields = {
    From: `alice+${name}@example.test`,
    To: 'bob@example.test',
    'Message-ID': `<${name}-1@example.test>`,
  };
  return messageText(subject, { ...fields, ...more }, 'Hello.\n');
}

const BROKEN =
  'From: Alice <alice@example.test>\nTo: bob@example.test, carla@\nSubject: Not ready\n\nHello.\n';

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  const accounts = serverAccounts(started).filter(({ kind }) => kind === 'imap');
  return {
    settings: { 'mailWorkbench.accounts': [demoAccount, ...accounts] },
    size: { width: 1500, height: 1100 },
    files: {
      'hello.eml': HELLO,
      'broken.eml': BROKEN,
      'dirty.eml': short('dirty', 'Changed, not saved'),
    },
  };
});
after(() => started?.stop());

test('above a message stands how it is sent', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  // The palette offers what the extension has said it can do.
  await view.row('Alice');
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
  assert.match(text, /Bcc \(not shown to the others\) alice\+hidden@example\.test/);
  assert.match(text, /It needs: 8BITMIME/);
  assert.match(text, /SIZE 20971520/);
  assert.equal(await takenFrom(servers(), 'alice@example.test'), 0);
});

test('what cannot be sent says why, with a way to the place', async ({ workbench }) => {
  const sending = new SendingView(workbench);
  await workbench.command('View: Close All Editor Groups');
  await workbench.openFile('broken.eml');
  await sending.lens('Send');
  await sending.told('It cannot be sent');
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
  const rows = await view.rowsOnce(has('Hello from the editor'));
  assert.ok(has('Hello from the editor')(rows), spoken(rows));
  await sending.press('was sent', 'Show Result');
  const result = await sending.report('Result of sending', (now) => now.includes('A copy is in Sent'));
  assert.match(result, /✓ accepted: bob@example\.test The server said: 250/);
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

test('the same again is asked about with the time it was sent at', async ({ workbench }) => {
  const sending = await fresh(workbench);
  await workbench.openFile('hello.eml');
  await workbench.goTo({ line: 1, column: 1 });
  await workbench.page.keyboard.press('Control+Alt+Enter');
  const question = await sending.answer('Cancel');
  assert.match(question, /Send “Hello from the editor” again, to 2 recipients\?/);
  assert.match(question, /It was sent at .+, and 2 recipients got it\./);
  assert.equal(await takenFrom(servers(), 'alice@example.test'), 1);
});

test('the transcript stands beside, and the password in none of it', async ({ workbench }) => {
  const sending = await fresh(workbench);
  await workbench.openFile('dirty.eml');
  await workbench.goTo({ line: 6, column: 1 });
  await workbench.page.keyboard.type('Typed just now. ');
  await sending.lens('Send');
  await sending.answer('Send');
  await sending.told('localhost took it for 1 recipient');
  await sending.press('took it for 1 recipient', 'Show Transcript');
  const said = await eventually(
    () => workbench.page.locator('.editor-instance .view-lines').last().innerText(),
    (text) => text.includes('QUIT'),
  );
  assert.match(said.replaceAll('\u00a0', ' '), /C: MAIL FROM:<alice\+dirty@example\.test>/);
  // What is typed is sent, and the file stays as it was until it is saved.
  const [received = ''] = await eventually(
    () => Promise.resolve(stored(servers(), 'bob', '', 'dirty-1@example.test')),
    (all) => all.length > 0,
  );
  assert.match(received, /^Typed just now\. Hello\.\r?$/m);
  await workbench.page.locator('.tab.dirty', { hasText: 'dirty.eml' }).waitFor();
});

test('a copy without a file goes to others than its header says, and with other options', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  const sending = await fresh(workbench);
  await view.show();
  await view.click('Hello from the editor');
  await workbench.command('Mail Workbench: Edit a Copy');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'Untitled' }).waitFor();
  await sending.lens('Send to…');
  await view.answer('Send to', 'Alice <alice+other@example.test>');
  await view.pick(ALICE);
  await sending.tick('Ask for a report when it is delivered');
  const question = await sending.answer('Send');
  assert.ok(question.includes('To (chosen for this time): Alice <alice+other@example.test>'), question);
  assert.ok(question.includes('Reports are asked for: when it is delivered.'), question);
  await sending.told('took it for 1 recipient');
  const [received] = await eventually(
    () => Promise.resolve(stored(servers(), 'alice', '', 'Envelope-to: alice+other@example.test')),
    (all) => all.length > 0,
  );
  assert.ok(received?.includes('To: Bob <bob@example.test>'));
});

/** Nothing of the test before is in view. */
async function fresh(workbench: Workbench): Promise<SendingView> {
  const sending = new SendingView(workbench);
  await sending.quiet();
  await workbench.command('View: Revert and Close Editor').catch(() => undefined);
  await workbench.command('View: Close All Editor Groups');
  return sending;
}

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}
