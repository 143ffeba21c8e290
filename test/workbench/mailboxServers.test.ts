// End to end: the mailbox of the real extension against a real Dovecot, with mail that a real Exim delivers.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { deliver } from '../servers/delivery.ts';
import { flagsOnServer } from '../servers/imapSession.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import { has, messages, states } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import type { MailRow } from './mailboxView.ts';

const ALICE = 'Alice at Dovecot';
const POP3 = 'Bob (POP3)';
/** Long enough to stand nowhere by chance. */
const PASSWORDS = { alice: 'alice-Kx9wQz-secret', bob: 'bob-V7mRtY-secret' };

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  for (const user of ['alice', 'bob']) fillWithDemoMail(started.maildir(user));
  const ofBob = serverAccounts(started).filter(({ kind }) => kind === 'pop3');
  return {
    // Rows out of view do not exist.
    size: { width: 1400, height: 1700 },
    settings: {
      'mailWorkbench.accounts': [demoAccount, ...ofBob],
      'mailWorkbench.mailbox.pageSize': 10,
    },
  };
});
after(() => started?.stop());

test('the demo account is there at once', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.rowsOnce(has('Inbox, 36 messages, 17 unread'));
  await view.collapse('Demo');
});

test('an account is added by its address, with a certificate that is shown before it counts', async ({
  workbench,
}) => {
  const { ports } = servers();
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Add Mail Account');
  await view.type('alice@example.test');
  await view.pick('Continue with alice@example.test');
  await view.pick('Enter the Servers by Hand');
  await view.pick('IMAP');
  await view.answer('Name of the server', 'localhost');
  await view.pick('TLS on another port');
  await view.answer('Port of localhost', String(ports.imaps));
  await view.answer('Name that you log in with', 'alice');
  await view.pick('Password');
  await view.answer('Password of alice', PASSWORDS.alice);
  await view.answer('Name of the server that mail is sent by', '');
  await view.answer('What is the account called', ALICE);
  const failed = await view.dialog('Look at the Certificate');
  assert.match(failed, /signed by nobody this machine trusts/);
  assert.match(await view.dialog('Trust This Certificate'), /SHA-256 fingerprint: ([0-9A-F]{2}:){31}/);
  await view.rowsOnce(has(ALICE));
});

test('folders come with their counts, messages in pages', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.expand(ALICE);
  for (const wanted of ['Inbox, 36 messages, 17 unread', 'Sent, 3 messages', 'Trash, 0 messages', 'Lists']) {
    await view.rowsOnce(has(wanted));
  }
  await view.expand('Inbox, 36 messages');
  const first = await view.rowsOnce((rows) => messages(rows).length === 10);
  await view.click('Load more');
  const second = await view.rowsOnce((rows) => messages(rows).length === 20);
  assert.deepEqual(messages(second).slice(0, 10), messages(first), 'what was shown stays');
});

test('a message opens as a document of ours, and stays unread', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.click('Four hops, and where the time went');
  await workbench.editor().locator('.view-line', { hasText: 'Received' }).first().waitFor();
  assert.equal(await workbench.languageName(), 'Email message');
  const text = await workbench.visibleText();
  const line = text.split('\n').findIndex((one) => /^Date:/i.test(one)) + 1;
  assert.ok(line > 0, text);
  assert.match(await workbench.hover({ line, column: 8 }), /2024/);
  await workbench.page.keyboard.press('Escape');
  await view.click('The whole table');
  await workbench.editor().locator('.view-line', { hasText: 'The whole table' }).first().waitFor();
  await view.rowsOnce(has('Inbox, 36 messages, 17 unread'));
});

test('what is kept of an account is deleted by a command, and what is shown stays', async ({
  workbench,
  home,
}) => {
  const view = new MailboxView(workbench);
  const kept = (): readonly string[] =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /accounts\/[^/]+\/cache\/./.test(name),
    );
  await eventually(
    () => Promise.resolve(kept()),
    (files) => files.length > 0,
  );
  const before = messages(await view.rows());
  await workbench.command('Mail Workbench: Clear Cache');
  await view.pick(ALICE);
  await eventually(
    () => Promise.resolve(kept()),
    (files) => files.length === 0,
  );
  const told = workbench.notifications().filter({ hasText: `messages of ${ALICE} are deleted` });
  await told.first().waitFor();
  await view.rowsOnce((rows) => messages(rows).join() === before.join());
});

test('new mail that Exim delivers is shown by itself', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await deliver(servers(), 'alice', 'A letter by Exim');
  await view.rowsOnce((all) => has('A letter by Exim')(all) && has('Inbox, 37 messages, 18 unread')(all));
});

test('a search is completed, shown as the server will be asked, and kept in the tree', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  // In the folder of what is selected.
  await view.click('The whole table');
  await workbench.command('Mail Workbench: Search Mail');
  await view.type('subject:signed');
  await view.pick('SEARCH SUBJECT');
  const wanted = (rows: readonly MailRow[]): boolean =>
    // Below the search, its year and its month.
    rows.filter(({ level, spoken: said }) => level === 6 && /Signed with (?:OpenPGP|S\/MIME)/.test(said))
      .length === 2;
  await view.expand('subject:signed');
  await view.rowsOnce(wanted);
  await view.button('subject:signed', 'Remove Search', (rows) => !has('subject:signed')(rows));
});

test('messages are moved and deleted, and brought back', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.ask('Somebody has rung', 'Move to');
  await view.pick('Archive');
  await view.rowsOnce((rows) => !has('Somebody has rung')(rows) && has('Archive, 5')(rows));
  await workbench.command('Mail Workbench: Undo Move or Delete');
  await view.rowsOnce((rows) => has('Somebody has rung')(rows) && has('Archive, 4')(rows));

  await view.act('Gardeners digest 12', 'Delete', (rows) => !has('Gardeners digest 12')(rows));
  await view.rowsOnce(has('Trash, 1'));
  await workbench.command('Mail Workbench: Undo Move or Delete');
  await view.rowsOnce((rows) => has('Gardeners digest 12')(rows) && has('Trash, 0')(rows));
});

test('a message is dragged into another folder', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.drag('Nightly report, as in the old days', 'Archive, ', (rows) => !has('Nightly report')(rows));
  await view.rowsOnce(has('Archive, 5'));
});

test('a message is flagged and marked, as the server then says', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const subject = 'Your account will be closed today';
  await view.act(subject, 'Mark as Read', (rows) => !states(rows, subject).includes('unread'));
  await view.act(subject, 'Flag', (rows) => states(rows, subject).includes('flagged'));
  const [flags = ''] = await eventually(
    () => flagsOnServer(servers(), 'alice', 'INBOX', subject),
    ([now = '']) => now.includes('\\Flagged'),
  );
  assert.match(flags, /\\Seen/);
});

test('a server that is gone is said to be, and what was loaded stays; it is found again', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  const subjects = (rows: readonly MailRow[]): readonly string[] =>
    messages(rows)
      .map((row) => row.split(', ').slice(0, 2).join(', '))
      .sort();
  const before = subjects(await view.rows());
  await servers().stopDovecot();
  const offline = await view.rowsOnce(has('offline'));
  await servers().restartDovecot();
  assert.deepEqual(subjects(offline), before);
  await deliver(servers(), 'alice', 'After the pause');
  await view.rowsOnce(has('After the pause'), 60_000);
});

test('POP3 asks for the password once; deletions wait, are taken back, and are applied', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await view.collapse(ALICE);
  await view.expand(POP3);
  await workbench.command('Mail Workbench: Enter Password');
  await view.pick(POP3);
  await view.answer('Password of bob', PASSWORDS.bob);
  await view.expand('Inbox');
  await view.rowsOnce((all) => messages(all).length === 10);

  const waits = (rows: readonly MailRow[]): boolean =>
    rows.some((row) => /Somebody has rung.*deleted/.test(row.spoken));
  await view.act('Somebody has rung', 'Delete', waits);
  await view.act('Somebody has rung', 'Take Back Deletion', (rows) => !waits(rows));
  await view.rowsOnce(has('Somebody has rung'));
  assert.equal(onServer('bob'), 36);

  await view.act('Somebody has rung', 'Delete', waits);
  await view.ask(POP3, 'Apply Deletions');
  await view.dialog('Delete');
  await view.rowsOnce((rows) => !has('Somebody has rung')(rows));
  assert.equal(onServer('bob'), 35);
});

test('POP3 deletes what was fetched from the server where the user wants it', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.ask(POP3, 'Leave Mail on Server');
  await view.pick('it is kept here');
  await view.dialog('Delete Fetched Mail');
  await view.act(POP3, 'Fetch Mail', () => onServer('bob') === 0);
});

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}

/** How many messages Dovecot holds in a user's INBOX. */
function onServer(user: string): number {
  const maildir = servers().maildir(user);
  return ['cur', 'new'].reduce((sum, name) => sum + readdirSync(path.join(maildir, name)).length, 0);
}
