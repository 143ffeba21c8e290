// End to end at a real Dovecot: quota, keywords, subscriptions, a page that is stopped, and what is dragged between accounts and from the explorer.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail, putIntoMaildir } from '../../scripts/lib/demoMail.ts';
import { flagsOnServer, imapSession } from '../servers/imapSession.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { startSlowRelay } from '../servers/slowRelay.ts';
import type { SlowRelay } from '../servers/slowRelay.ts';
import { eventually, useSession } from './harness.ts';
import { has, inboxCount, messages, spoken } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';

const IMAP = 'Alice (IMAP, TLS)';
const HOPS = 'Four hops, and where the time went';
const TABLE = 'The whole table';
const DROPPED = 'Dragged out of the explorer';

let started: MailServers | undefined;
let way: SlowRelay | undefined;

const test = useSession(async () => {
  started = await startMailServers({ quota: '20M' });
  way = await startSlowRelay(started.ports.imaps);
  fillWithDemoMail(started.maildir('alice'));
  putIntoMaildir(started.maildir('alice'), 'Projects', 'Subject: The first\n\nHello\n');
  const [alice] = serverAccounts(started);
  assert.ok(alice?.incoming);
  return {
    settings: {
      'mailWorkbench.accounts': [demoAccount, { ...alice, incoming: { ...alice.incoming, port: way.port } }],
      'mailWorkbench.mailbox.pageSize': 10,
    },
    size: { width: 1400, height: 1700 },
    files: { 'dragged.eml': `From: a@example.com\nSubject: ${DROPPED}\n\nHello\n` },
  };
});
after(async () => {
  await way?.[Symbol.asyncDispose]();
  await started?.stop();
});

test('a page that takes too long is stopped, and asked for again', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', 'alice-pw');
  await view.expand(IMAP);
  await view.expand('Inbox, ');
  const first = await view.rowsOnce((rows) => messages(rows).length === 10);
  assert.equal(messages(first).length, 10, spoken(first));
  relay().rate = 0;
  await view.click('Load more');
  await view.rowsOnce((rows) => rows.some(({ label }) => label.includes('stop')));
  // A double click is no second click.
  await delay(1000);
  await view.clickFor('press Enter to stop', (rows) => rows.some(({ label }) => label === 'Load more'));
  const stopped = await view.rows();
  assert.deepEqual(messages(stopped), messages(first));
  relay().rate = Infinity;
  await view.click('Load more');
  const second = await view.rowsOnce((rows) => messages(rows).length === 20);
  assert.equal(new Set(messages(second)).size, 20, spoken(second));
});

test('the quota is told', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await view.act(IMAP, 'Show Quota', dialog);
  const text = await dialog.innerText();
  assert.match(text, /of 20 MB/);
  await workbench.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a keyword is set, as the server then says, and taken away', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { page } = workbench;
  const flags = (wanted: readonly string[]): Promise<readonly string[]> =>
    eventually(
      async () => {
        const [now = ''] = await flagsOnServer(servers(), 'alice', 'INBOX', HOPS);
        return now.split(' ').sort();
      },
      (now) => now.join(' ') === wanted.join(' '),
    );
  const toggle = async (keyword: string): Promise<void> => {
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: keyword }).first();
    await row.waitFor();
    await row.click();
  };
  await view.ask(HOPS, 'Keywords');
  await toggle('$Important');
  await view.type('garden');
  await toggle('garden');
  await page.keyboard.press('Enter');
  const both = ['$Important', '\\Seen', 'garden'];
  assert.deepEqual(await flags(both), both);
  await view.ask(HOPS, 'Keywords');
  await toggle('$Important');
  await page.keyboard.press('Enter');
  const one = ['\\Seen', 'garden'];
  assert.deepEqual(await flags(one), one);
});

test('one unsubscribes from a folder, and subscribes to it again', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const isSubscribed = async (): Promise<boolean> => (await subscribed()).includes('Archive');
  await view.act('Archive, ', 'Unsubscribe from Folder', async () => !(await isSubscribed()));
  await view.act('Archive, ', 'Subscribe to Folder', isSubscribed);
});

test('a message is dragged to another account: it is copied or moved there', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.collapse(IMAP);
  await view.expand('Demo');
  await view.expand('Inbox, ');
  await view.rowsOnce(has(TABLE));
  await view.expand(IMAP);
  const question = workbench.page.locator('.monaco-dialog-box');
  await view.drag(TABLE, 'Projects, 1 messages', question);
  assert.match(await view.dialog('Copy'), /Copy or move|Move/);
  await view.rowsOnce(has('Projects, 2 messages'));
  assert.equal((await flagsOnServer(servers(), 'alice', 'Projects', TABLE)).length, 1);
  await view.drag(TABLE, 'Projects, 2 messages', question);
  await view.dialog('Move');
  await view.rowsOnce((rows) => has('Projects, 3 messages')(rows) && inboxCount(rows) === 35);
});

test('a file of the explorer is dragged into a folder', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { mouse } = workbench.page;
  await workbench.command('View: Show Explorer');
  const file = workbench.page.locator('.explorer-viewlet .monaco-list-row', { hasText: 'dragged.eml' });
  await file.hover();
  await mouse.down();
  // Held over its icon, the view opens.
  const icon = workbench.page
    .locator('.activitybar .action-item:has(.action-label[aria-label^="Mail"])')
    .first();
  const place = await icon.boundingBox();
  assert.ok(place);
  await mouse.move(place.x + 10, place.y + 10, { steps: 10 });
  await mouse.move(place.x + 14, place.y + 14, { steps: 3 });
  const target = await view.row('Projects, 3 messages');
  const end = await target.boundingBox();
  assert.ok(end);
  await mouse.move(end.x + 60, end.y + end.height / 2, { steps: 10 });
  await mouse.move(end.x + 64, end.y + end.height / 2, { steps: 3 });
  await mouse.up();
  await view.rowsOnce(has('Projects, 4 messages'));
  assert.deepEqual(await flagsOnServer(servers(), 'alice', 'Projects', DROPPED), ['\\Seen']);
});

async function subscribed(): Promise<string> {
  await using session = await imapSession(servers(), 'alice');
  return await session.ask('LSUB "" "*"');
}

function servers(): MailServers {
  assert.ok(started);
  return started;
}

function relay(): SlowRelay {
  assert.ok(way);
  return way;
}
