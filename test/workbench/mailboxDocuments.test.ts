// End to end: messages at a real Dovecot as documents, when they are deleted elsewhere, read, large, or the server is gone.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail, putIntoMaildir } from '../../scripts/lib/demoMail.ts';
import { expungeOnServer, flagsOnServer } from '../servers/imapSession.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { startSlowRelay } from '../servers/slowRelay.ts';
import type { SlowRelay } from '../servers/slowRelay.ts';
import { eventually, useSession } from './harness.ts';
import { has, messages, spoken, states } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';

const IMAP = 'Alice (IMAP, TLS)';
const HOPS = 'Four hops, and where the time went';
const TABLE = 'The whole table';
const LARGE = 'Thirty megabytes of pictures';

let started: MailServers | undefined;
let way: SlowRelay | undefined;

const test = useSession(async () => {
  started = await startMailServers();
  way = await startSlowRelay(started.ports.imaps);
  fillWithDemoMail(started.maildir('alice'));
  putIntoMaildir(started.maildir('alice'), 'Large', largeMessage());
  const [alice] = serverAccounts(started);
  assert.ok(alice?.incoming);
  return {
    settings: {
      'mailWorkbench.accounts': [{ ...alice, incoming: { ...alice.incoming, port: way.port } }],
      'mailWorkbench.mailbox.pageSize': 50,
    },
    size: { width: 1400, height: 1700 },
  };
});
after(async () => {
  await way?.[Symbol.asyncDispose]();
  await started?.stop();
});

test('opening a message marks it as read only where that is wanted', async (session) => {
  const { workbench } = session;
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', 'alice-pw');
  await view.expand('Inbox, ');
  const unread = await view.rowsOnce(has('Nightly report'));
  assert.match(states(unread, 'Somebody has rung'), /unread/, spoken(unread));
  await view.click('Somebody has rung');
  await workbench.editor().locator('.view-line', { hasText: 'Somebody has rung' }).first().waitFor();
  assert.deepEqual(await flagsOnServer(servers(), 'alice', 'INBOX', 'Somebody has rung'), ['']);
  // What is in sight when the setting changes would count as opened.
  await workbench.command('View: Close All Editors');
  await session.changeSettings({ 'mailWorkbench.markReadOnOpen': true });
  await view.click('Your account will be closed today');
  const read = await view.rowsOnce(
    (rows) => !states(rows, 'Your account will be closed today').includes('unread'),
  );
  assert.doesNotMatch(states(read, 'Your account will be closed today'), /unread/);
  assert.match(states(read, 'Somebody has rung'), /unread/);
  const closed = 'Your account will be closed today';
  assert.deepEqual(await flagsOnServer(servers(), 'alice', 'INBOX', closed), ['\\Seen']);
  assert.deepEqual(await flagsOnServer(servers(), 'alice', 'INBOX', 'Somebody has rung'), ['']);
  await session.changeSettings({ 'mailWorkbench.markReadOnOpen': false });
});

test('a message that is deleted elsewhere is struck through, stays to be read, and is said to be gone', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await view.click(HOPS);
  await workbench.editor().locator('.view-line', { hasText: 'Received' }).first().waitFor();
  await expungeOnServer(servers(), 'alice', 'INBOX', HOPS);
  const rows = await view.rowsOnce((all) => !has(HOPS)(all));
  assert.ok(!has(HOPS)(rows), spoken(rows));
  const label = workbench.page.locator('.tabs-container .tab.active .label-name');
  const line = (): Promise<string> =>
    label.evaluate((element) => getComputedStyle(element).textDecorationLine);
  await eventually(line, (now) => now === 'line-through');
  assert.equal(await line(), 'line-through');
  const notice = workbench.editor().locator('.codelens-decoration', { hasText: 'no longer in INBOX' });
  await notice.waitFor();
  assert.match(await workbench.visibleText(), /Received:/);
});

test('a large message is opened with progress, and one may give up', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  relay().rate = 3_000_000;
  await view.expand('Large, ');
  await view.click(LARGE);
  const progress = workbench.page.locator('.notification-list-item', { hasText: 'Reading a message' });
  await progress.waitFor();
  await eventually(
    () => progress.innerText(),
    (text) => /[1-9]\d* %/.test(text),
  );
  await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
  await progress.waitFor({ state: 'detached' });
  await workbench.page.locator('.tabs-container .tab', { hasText: '1.eml' }).waitFor({ state: 'detached' });
});

test('of a large message one may read the headers and one part', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  relay().rate = Infinity;
  await view.expand(LARGE);
  const rows = await view.rowsOnce(has('Open all of it'));
  assert.ok(has('Open all of it')(rows), spoken(rows));
  await view.click('part, Header');
  await workbench.editor().locator('.view-line', { hasText: LARGE }).first().waitFor();
  await view.click('part, text/plain');
  await workbench.editor().locator('.view-line', { hasText: 'The pictures are below' }).first().waitFor();
});

test('without the server, what was loaded is there again after the window is loaded anew', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await view.collapse('Large, ');
  await view.click(TABLE);
  await workbench.editor().locator('.view-line', { hasText: TABLE }).first().waitFor();
  const before = messages(await view.rows());
  await servers().stopDovecot();
  await relay()[Symbol.asyncDispose]();
  await workbench.reload();
  await view.show();
  await view.expand(IMAP);
  await view.expand('Inbox, ');
  const rows = await view.rowsOnce((all) => messages(all).length === before.length && has('offline')(all));
  assert.deepEqual([...messages(rows)].sort(), [...before].sort(), spoken(rows));
  assert.ok(has('offline')(rows), spoken(rows));
  await workbench.command('View: Close All Editors');
  await view.click(TABLE);
  await workbench.editor().locator('.view-line', { hasText: TABLE }).first().waitFor();
});

function servers(): MailServers {
  assert.ok(started);
  return started;
}

function relay(): SlowRelay {
  assert.ok(way);
  return way;
}

/** A message of 30 MB: a sentence, and a picture of nothing in base64. */
function largeMessage(): string {
  const line = `${'QUJD'.repeat(19)}\n`;
  return [
    'From: Anna <anna@example.test>\nTo: alice@example.test',
    `Subject: ${LARGE}`,
    'Date: Wed, 20 Nov 2024 10:00:00 +0000\nMIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThe pictures are below.\n',
    '--b\nContent-Type: image/png; name="sea.png"\nContent-Disposition: attachment; filename="sea.png"',
    'Content-Transfer-Encoding: base64\n',
    `${line.repeat(Math.ceil(30_000_000 / line.length))}--b--\n`,
  ].join('\n');
}
