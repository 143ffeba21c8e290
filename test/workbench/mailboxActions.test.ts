// End to end: what one does with messages and folders, in the demo account and at a real Dovecot.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { samplesFolder } from '../../scripts/lib/repository.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { choosePath } from './choosePath.ts';
import { eventually, useSession } from './harness.ts';
import { has, inboxCount, states } from './mailboxRows.ts';
import { MailboxView, dragTo } from './mailboxView.ts';
import type { MailRow } from './mailboxView.ts';
import type { Workbench } from './workbench.ts';

const DEMO = 'Demo';
const INBOX = 'Inbox, ';
const HOPS = 'Four hops, and where the time went';
const TABLE = 'The whole table';

let started: MailServers | undefined;
const IMAP = 'Alice (IMAP, TLS)';
const POP3 = 'Bob (POP3)';

const test = useSession(async () => {
  started = await startMailServers();
  for (const user of ['alice', 'bob']) fillWithDemoMail(started.maildir(user));
  const [alice, pop3] = ['alice', 'bobpop'].map((id) => accountOf(id));
  return {
    settings: {
      'mailWorkbench.accounts': [demoAccount, alice, pop3],
      'mailWorkbench.mailbox.pageSize': 50,
      'files.simpleDialog.enable': true,
    },
    // All rows are in view.
    size: { width: 1400, height: 1700 },
    files: { 'dropped.eml': 'From: a@example.com\r\nSubject: Dropped by a test\r\n\r\nHello\r\n' },
  };
});
after(() => started?.stop());

test('messages of the demo account are marked, several at once', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand(DEMO);
  await view.expand(INBOX);
  await view.select([HOPS, TABLE]);
  const both = (state: string) => (rows: readonly MailRow[]) =>
    [HOPS, TABLE].every((one) => states(rows, one).includes(state));
  await view.act(TABLE, 'Mark as Unread', both('unread'));
  await view.act(TABLE, 'Mark as Read', (rows) => !states(rows, TABLE).includes('unread'));
  await view.press([HOPS, TABLE], 'Insert', both('flagged'));
  assert.doesNotMatch(states(await view.rows(), HOPS), /unread/);
});

test('a move is taken back by its button', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const before = inboxCount(await view.rowsOnce(has('Inbox, ')));
  await view.select([HOPS, TABLE]);
  await view.ask(HOPS, 'Move to');
  await view.pick('Archive');
  const moved = await view.rowsOnce((rows) => inboxCount(rows) === before - 2);
  assert.equal(states(moved, HOPS), '');
  await notification(workbench, '2 messages were moved to Archive', 'Undo');
  const back = await view.rowsOnce((rows) => inboxCount(rows) === before && states(rows, HOPS) !== '');
  assert.notEqual(states(back, TABLE), '');
});

test('deleted messages go to the Trash, and Ctrl+Z brings them back', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const before = inboxCount(await view.rowsOnce(has('Inbox, ')));
  await view.press([HOPS, TABLE], 'Delete', (rows) => inboxCount(rows) === before - 2);
  await view.rowsOnce(has('Trash, 2 messages'));
  await workbench.page.keyboard.press('Control+Z');
  const back = await view.rowsOnce((rows) => inboxCount(rows) === before && states(rows, HOPS) !== '');
  assert.notEqual(states(back, TABLE), '');
});

test('a message is dragged into another folder by the mouse', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const before = inboxCount(await view.rowsOnce(has('Inbox, ')));
  await view.drag(TABLE, 'Archive, ', (rows) => inboxCount(rows) === before - 1);
  await view.rowsOnce(has('Archive, 5 messages'));
  await notification(workbench, '1 message was moved to Archive', 'Undo');
  await view.rowsOnce((rows) => inboxCount(rows) === before);
});

test('attachments are saved as their octets, and never over a file unasked', async (session) => {
  const { workbench, folder } = session;
  const view = new MailboxView(workbench);
  const names = ['Besucher im November, von oben gesehen.png', 'Zahlen für November.csv'];
  await session.write('saved/Zahlen für November.csv', 'precious');
  await saveAttachments(workbench, view, path.join(folder, 'saved'));
  const question = await view.dialog('Keep Both');
  assert.match(question, /Zahlen für November\.csv/);
  const wanted = [names[0], 'Zahlen für November (2).csv', names[1]].sort();
  const there = (): readonly string[] => readdirSync(path.join(folder, 'saved')).sort();
  assert.deepEqual(
    await eventually(
      () => Promise.resolve(there()),
      (now) => now.length === 3,
    ),
    wanted,
  );
  assert.equal(String(await session.read('saved/Zahlen für November.csv')), 'precious');
  assert.match(String(await session.read('saved/Zahlen für November (2).csv')), /^[^=]*[;,]/);
  const png = await session.read(path.join('saved', names[0] ?? ''));
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
});

test('a message is saved as it is', async (session) => {
  const { workbench, folder } = session;
  const view = new MailboxView(workbench);
  await view.ask('Invoice 2024-117', 'Save Message As');
  await choosePath(workbench, path.join(folder, 'invoice.eml'));
  const saved = await eventually(
    () => session.read('invoice.eml').catch(() => Buffer.alloc(0)),
    ({ length }) => length > 0,
  );
  const sample = readFileSync(path.join(samplesFolder, 'mailbox/Inbox/attachment-pdf.eml'));
  assert.ok(saved.equals(sample));
});

test('a folder is made, renamed and deleted, with a question that counts', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.ask(DEMO, 'New Folder');
  await view.answer('New folder of Demo', 'Projects');
  await view.rowsOnce(has('Projects'));
  await view.ask('Projects', 'Rename Folder');
  await view.answer('New name of Projects', 'Plans');
  await view.rowsOnce(has('Plans'));
  await view.ask('Invoice 2024-117', 'Copy to');
  await view.pick('Plans');
  await view.rowsOnce(has('Plans, 1 messages'));
  await view.ask('Plans', 'Delete Folder');
  const question = await view.dialog('Delete');
  assert.match(question, /Delete the folder Plans\?/);
  assert.match(question, /With it, 1 message is deleted for good/);
  await view.rowsOnce((all) => !has('Plans')(all));
});

test('a folder is exported, and imported into another one', async ({ workbench, folder }) => {
  const view = new MailboxView(workbench);
  await view.ask('Archive, ', 'Export Folder');
  await view.pick('Maildir');
  await choosePath(workbench, folder);
  await notification(workbench, '4 messages were exported to Archive');
  assert.equal(readdirSync(path.join(folder, 'Archive', 'cur')).length, 4);
  await view.ask('Drafts, ', 'Import Messages');
  await view.pick('Maildir');
  await choosePath(workbench, path.join(folder, 'Archive'));
  await notification(workbench, '4 messages were imported into Drafts');
  await view.rowsOnce(has('Drafts, 6 messages'));
});

test('an .eml file that is dropped on a folder is stored there', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await workbench.openFile('dropped.eml');
  await view.show();
  const tab = workbench.page.locator('.tabs-container .tab.active');
  await dragTo(workbench, tab, await view.row('Sent, 3 messages'));
  await view.rowsOnce(has('Sent, 4 messages'));
});

test('messages are copied and pasted by the keyboard', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.select([HOPS, TABLE]);
  await workbench.page.keyboard.press('Control+C');
  await view.click('Junk, 1 messages');
  await workbench.page.keyboard.press('Control+V');
  await view.rowsOnce(has('Junk, 3 messages'));
});

test('messages go to an account at a server and are deleted there for good after a question', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await workbench.command('Mail Workbench: Enter Password');
  await view.pick(IMAP);
  await view.answer('Password of alice', 'alice-pw');
  await view.select([HOPS, TABLE]);
  await view.ask(HOPS, 'Copy to');
  await view.pick(IMAP);
  await view.pick('Trash');
  await notification(workbench, '2 messages were copied to Trash');
  await view.collapse(INBOX);
  await view.expand(IMAP);
  await view.rowsOnce(has('Trash, 2 messages'));
  await view.ask('Trash, 2 messages', 'Empty Trash');
  assert.match(await view.dialog('Empty'), /2 messages are deleted for good/);
  await view.rowsOnce((all) => all.filter((row) => row.spoken.startsWith('Trash, 0 messages')).length === 2);
});

test('a move to another account is undone on both sides', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.collapse(IMAP);
  await view.expand(INBOX);
  const before = inboxCount(await view.rowsOnce((rows) => states(rows, TABLE) !== ''));
  await view.click(TABLE);
  await view.ask(TABLE, 'Move to');
  await view.pick(IMAP);
  await view.pick('Archive');
  await view.rowsOnce((rows) => inboxCount(rows) === before - 1);
  await notification(workbench, '1 message was moved to Archive', 'Undo');
  await view.rowsOnce((rows) => inboxCount(rows) === before);
  await view.collapse(INBOX);
  await view.expand(IMAP);
  await view.rowsOnce(
    (rows) => rows.filter((row) => row.spoken.startsWith('Archive, 4 messages')).length === 2,
  );
});

test('at a server, too, a deletion of many is taken back', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.collapse(DEMO);
  await view.expand(INBOX);
  const before = inboxCount(await view.rowsOnce((rows) => states(rows, HOPS) !== ''));
  await view.press([HOPS, TABLE], 'Delete', (rows) => inboxCount(rows) === before - 2);
  await notification(workbench, '2 messages were moved to Trash', 'Undo');
  await view.rowsOnce((rows) => inboxCount(rows) === before && has(HOPS)(rows));
});

test('the capabilities of a server are a document', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const shown = workbench.editor().locator('.view-line', { hasText: 'IMAP4rev1' }).first();
  await view.act(IMAP, 'Show Server Capabilities', shown);
});

test('POP3 deletions wait, are taken back, and are applied in one go', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.collapse(IMAP);
  await workbench.command('Mail Workbench: Enter Password');
  await view.pick(POP3);
  await view.answer('Password of bob', 'bob-pw');
  await view.expand(POP3);
  await view.expand('Inbox');
  // How many there are is known once they were listed.
  await view.rowsOnce((rows) => states(rows, HOPS) !== '');
  const waits = (rows: readonly MailRow[]): boolean =>
    [HOPS, TABLE].every((one) => states(rows, one).includes('marked as deleted'));
  await view.press([HOPS, TABLE], 'Delete', waits);
  await view.rowsOnce((rows) => waits(rows) && inboxCount(rows) === 36);
  await view.click(HOPS);
  await view.act(HOPS, 'Take Back Deletion', (rows) => !states(rows, HOPS).includes('marked as deleted'));
  await view.ask(POP3, 'Apply Deletions');
  assert.match(await view.dialog('Delete'), /Delete 1 message of .+ for good/);
  const rows = await view.rowsOnce((all) => inboxCount(all) === 35);
  assert.equal(states(rows, TABLE), '');
});

/** An account of the servers that were started. */
function accountOf(id: string): unknown {
  return started && serverAccounts(started).find((account) => account.id === id);
}

/** Waits for a notification, and presses a button of it where one is named. */
async function notification(workbench: Workbench, text: string, button?: string): Promise<void> {
  const shown = await workbench.notification(text);
  if (button !== undefined) await shown.locator('.monaco-button', { hasText: button }).first().click();
}

async function saveAttachments(workbench: Workbench, view: MailboxView, folder: string): Promise<void> {
  await view.ask('Figures, and a picture', 'Save All Attachments');
  await choosePath(workbench, folder);
}
