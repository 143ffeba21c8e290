// End to end: the tree of the demo account, its messages as documents, and what they say when they are gone.
import assert from 'node:assert/strict';

import { demoAccount } from '../../scripts/lib/demoAccounts.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import type { MailRow } from './mailboxView.ts';

const test = useSession({
  files: { 'links.md': '[gone](mail://demo/1/Inbox/nothing.eml)\n[nobody](mail://nobody/1/Inbox/1.eml)\n' },
  settings: { 'mailWorkbench.accounts': [demoAccount], 'mailWorkbench.mailbox.pageSize': 10 },
});

const spoken = (rows: readonly MailRow[]): string => rows.map((row) => row.spoken).join('\n');
const messages = (rows: readonly MailRow[]): readonly MailRow[] => rows.filter(({ level }) => level === 4);

test('folders stand in order, messages in pages, and "Load more" doubles nothing', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  // The only account is open from the start.
  const folders = await view.rowsOnce((rows) => rows.length >= 8);
  assert.deepEqual(
    folders.map(({ label }) => label),
    ['Demo', 'Inbox', 'Drafts', 'Sent', 'Archive', 'Junk', 'Trash', 'Lists'],
  );
  await view.expand('Inbox');
  const first = await view.rowsOnce((rows) => rows.some(({ label }) => label === 'Load more'));
  assert.equal(messages(first).length, 11, spoken(first));
  await view.click('Load more');
  const second = await view.rowsOnce((rows) => messages(rows).length === 21);
  const shown = messages(second).map((row) => row.spoken);
  assert.equal(shown.length, 21, spoken(second));
  assert.equal(new Set(shown).size, 21);
  assert.deepEqual(
    shown.slice(0, 10),
    messages(first)
      .slice(0, 10)
      .map((row) => row.spoken),
  );
});

test('a click opens a message as a document, read-only, with everything the language server knows', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.click('Four hops, and where the time went');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: '.eml' }).waitFor();
  await workbench.editor().locator('.view-line').first().waitFor();
  assert.equal(await workbench.languageName(), 'Email message');
  assert.match(await workbench.editor().innerText(), /Received:/);
  const outline = await eventually(
    () => workbench.outline(),
    (rows) => rows.length > 0,
  );
  assert.ok(outline.some(({ name }) => name.includes('Four hops')));
  await workbench.editor().locator('.view-lines').first().click();
  await workbench.page.keyboard.type('x');
  await workbench.page.getByText('A message of a mailbox cannot be changed').first().waitFor();
});

test('a message is mended in a copy of it', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.click('What a linter finds');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: '.eml' }).waitFor();
  await workbench.squiggles().first().waitFor();
  await workbench.command('Mail Workbench: Edit a Copy');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'Untitled' }).waitFor();
  await workbench.squiggles().first().waitFor();
  await workbench.goTo({ line: 1, column: 8 });
  await workbench.applyCodeAction('Wed');
  const text = await eventually(
    () => workbench.editor().locator('.view-lines').innerText(),
    (shown) => shown.includes('Wed,'),
  );
  assert.match(text, /Date:\sWed,/);
});

test('parts and attachments stand under a message', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.click('Load more');
  await view.expand('Fwd: The key of the shed');
  const rows = await view.rowsOnce((all) => all.some(({ level }) => level === 5));
  const parts = rows.filter(({ level }) => level === 5);
  assert.ok(
    parts.some((row) => row.spoken.startsWith('attachment, ')),
    spoken(parts),
  );
  await view.collapse('Fwd: The key of the shed');
});

test('only unread messages, and by sender, as long as that is wanted', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Filter Messages...');
  await view.pick('Unread messages');
  const unread = await view.rowsOnce(
    (rows) => messages(rows).length > 0 && !spoken(rows).includes('Four hops'),
  );
  assert.ok(
    messages(unread).every((row) => row.label === 'Load more' || row.spoken.includes('unread')),
    spoken(unread),
  );
  await workbench.command('Mail Workbench: Filter Messages...');
  await view.pick('All messages');
  await workbench.command('Mail Workbench: Sort Messages By...');
  await view.pick('Sender');
  const sorted = await view.rowsOnce((rows) =>
    rows.some(({ label, level }) => level === 3 && label.startsWith('Ada')),
  );
  const senders = sorted.filter(({ level }) => level === 3).map(({ label }) => label);
  assert.ok(senders.includes('Ada Muster'), spoken(sorted));
  await workbench.command('Mail Workbench: Sort Messages By...');
  await view.pick('Date, newest first');
});

test('an address of a message that is not there says so', async ({ workbench }) => {
  await workbench.openFile('links.md');
  await workbench.goTo({ line: 1, column: 10 });
  await workbench.command('Open Link');
  await workbench.notification(/numbered anew|no longer in/);
});
