// End to end: the mailbox of the real extension against a real Dovecot, with mail that a real Exim delivers.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { deliver } from '../servers/delivery.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import { has, messages, spoken } from './mailboxRows.ts';
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
  const rows = await view.rowsOnce(has('Inbox, 36 messages, 17 unread'));
  assert.ok(has('Inbox, 36 messages, 17 unread')(rows), spoken(rows));
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
  const rows = await view.rowsOnce(has(ALICE));
  assert.ok(has(ALICE)(rows), spoken(rows));
});

test('folders come with their counts, messages in pages', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.expand(ALICE);
  const folders = await view.rowsOnce(has('Inbox, 36 messages, 17 unread'));
  for (const wanted of ['Inbox, 36 messages, 17 unread', 'Sent, 3 messages', 'Trash, 0 messages', 'Lists']) {
    assert.ok(has(wanted)(folders), `${wanted}\n${spoken(folders)}`);
  }
  await view.expand('Inbox, 36 messages');
  const first = await view.rowsOnce((rows) => messages(rows).length === 10);
  assert.equal(messages(first).length, 10, spoken(first));
  await view.click('Load more');
  const second = await view.rowsOnce((rows) => messages(rows).length === 20);
  assert.equal(messages(second).length, 20, spoken(second));
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
  const rows = await view.rowsOnce(has('Inbox, 36 messages, 17 unread'));
  assert.ok(has('Inbox, 36 messages, 17 unread')(rows), spoken(rows));
});

test('new mail that Exim delivers is shown by itself', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await deliver(servers(), 'alice', 'A letter by Exim');
  const rows = await view.rowsOnce((all) => has('A letter by Exim')(all) && has('Inbox, 37 messages')(all));
  assert.ok(has('A letter by Exim')(rows), spoken(rows));
  assert.ok(has('Inbox, 37 messages, 18 unread')(rows), spoken(rows));
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
  const rows = await view.rowsOnce(wanted);
  assert.ok(wanted(rows), spoken(rows));
  await view.button('subject:signed', 'Remove Search');
});

test('messages are moved and deleted, and brought back', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.menu('Somebody has rung', 'Move to');
  await view.pick('Archive');
  const moved = await view.rowsOnce((rows) => !has('Somebody has rung')(rows) && has('Archive, 5')(rows));
  assert.ok(!has('Somebody has rung')(moved) && has('Archive, 5')(moved), spoken(moved));
  await workbench.command('Mail Workbench: Undo Move or Delete');
  const back = await view.rowsOnce((rows) => has('Somebody has rung')(rows) && has('Archive, 4')(rows));
  assert.ok(has('Somebody has rung')(back) && has('Archive, 4')(back), spoken(back));

  await view.menu('Gardeners digest 12', 'Delete');
  const deleted = await view.rowsOnce((rows) => !has('Gardeners digest 12')(rows) && has('Trash, 1')(rows));
  assert.ok(!has('Gardeners digest 12')(deleted) && has('Trash, 1')(deleted), spoken(deleted));
  await workbench.command('Mail Workbench: Undo Move or Delete');
  const again = await view.rowsOnce((rows) => has('Gardeners digest 12')(rows) && has('Trash, 0')(rows));
  assert.ok(has('Gardeners digest 12')(again) && has('Trash, 0')(again), spoken(again));
});

test('a message is dragged into another folder', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.drag('Nightly report, as in the old days', 'Archive, 4');
  const rows = await view.rowsOnce((all) => !has('Nightly report')(all) && has('Archive, 5')(all));
  assert.ok(!has('Nightly report')(rows) && has('Archive, 5')(rows), spoken(rows));
});

test('a message is flagged and marked, as the server then says', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.menu('Your account will be closed today', 'Mark as Read');
  await view.menu('Your account will be closed today', 'Flag');
  const wanted = (rows: readonly MailRow[]): boolean =>
    rows.some(
      (row) =>
        /Your account will be closed today.*flagged/.test(row.spoken) && !row.spoken.includes('unread'),
    );
  const rows = await view.rowsOnce(wanted);
  assert.ok(wanted(rows), spoken(rows));
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
  assert.ok(has('offline')(offline), spoken(offline));
  assert.deepEqual(subjects(offline), before);
  await deliver(servers(), 'alice', 'After the pause');
  const rows = await view.rowsOnce(has('After the pause'), 60_000);
  assert.ok(has('After the pause')(rows), spoken(rows));
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
  const shown = await view.rowsOnce((all) => messages(all).length === 10);
  assert.equal(messages(shown).length, 10, spoken(shown));

  const waits = (rows: readonly MailRow[]): boolean =>
    rows.some((row) => /Somebody has rung.*deleted/.test(row.spoken));
  await view.menu('Somebody has rung', 'Delete');
  const pending = await view.rowsOnce(waits);
  assert.ok(waits(pending), spoken(pending));
  await view.menu('Somebody has rung', 'Take Back Deletion');
  const back = await view.rowsOnce((rows) => !waits(rows));
  assert.ok(!waits(back) && has('Somebody has rung')(back), spoken(back));
  assert.equal(onServer('bob'), 36);

  await view.menu('Somebody has rung', 'Delete');
  await view.rowsOnce(waits);
  await view.menu(POP3, 'Apply Deletions');
  await view.dialog('Delete');
  const gone = await view.rowsOnce((rows) => !has('Somebody has rung')(rows));
  assert.ok(!has('Somebody has rung')(gone), spoken(gone));
  assert.equal(onServer('bob'), 35);
});

test('POP3 deletes what was fetched from the server where the user wants it', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.menu(POP3, 'Leave Mail on Server');
  await view.pick('it is kept here');
  await view.dialog('Delete Fetched Mail');
  await view.menu(POP3, 'Fetch Mail');
  const left = await eventually(
    () => Promise.resolve(onServer('bob')),
    (count) => count === 0,
  );
  assert.equal(left, 0);
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
