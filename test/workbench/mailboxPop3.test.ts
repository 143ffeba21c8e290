// End to end: POP3 that keeps mail on the server for some days, deletions that wait, and the one short session that applies them.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { deliver } from '../servers/delivery.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import type { Session } from './harness.ts';
import { has, inboxCount, messages, spoken, states } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';

const POP3 = 'Bob (POP3)';
const RUNG = 'Somebody has rung';
const TABLE = 'The whole table';
const DAY = 86_400_000;

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers();
  fillWithDemoMail(started.maildir('bob'));
  const pop3 = serverAccounts(started).filter(({ kind }) => kind === 'pop3');
  return {
    settings: {
      'mailWorkbench.accounts': pop3.map((account) => ({ ...account, record: true })),
      'mailWorkbench.mailbox.pageSize': 50,
    },
    size: { width: 1400, height: 1700 },
  };
});
after(() => started?.stop());

test('deletions wait, the maildrop open to others; those that are taken back stay', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of bob', 'bob-pw');
  await view.expand('Inbox');
  const shown = await view.rowsOnce((rows) => messages(rows).length === 36);
  assert.equal(messages(shown).length, 36, spoken(shown));
  for (const one of [RUNG, TABLE]) {
    await view.act(one, 'Delete', (rows) => states(rows, one).includes('marked as deleted'));
  }
  await view.act(TABLE, 'Take Back Deletion', (rows) => !states(rows, TABLE).includes('deleted'));
  await view.rowsOnce((rows) => states(rows, RUNG).includes('marked as deleted'));
  assert.equal(onServer(), 36);
  const sessions = await eventually(
    () => Promise.resolve(deletions()),
    ({ open }) => open === 0,
  );
  assert.deepEqual(sessions, { open: 0, deleted: [] });
});

test('what waits is applied in one session, which deletes and ends', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.ask(POP3, 'Apply Deletions');
  assert.match(await view.dialog('Delete'), /Delete 1 message of/);
  const rows = await view.rowsOnce((all) => inboxCount(all) === 35);
  assert.equal(inboxCount(rows), 35, spoken(rows));
  assert.equal(onServer(), 35);
  assert.ok(has(TABLE)(rows), spoken(rows));
  assert.deepEqual(deletions().deleted, [1]);
  await workbench.command('Mail Workbench: Show Transcript');
  await view.pick('messages deleted');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: '.pop3' }).waitFor();
  await workbench.editor().locator('.view-lines').first().click();
  await workbench.page.keyboard.press('Control+End');
  await workbench.editor().locator('.view-line', { hasText: 'DELE' }).first().waitFor();
  const transcript = await workbench.visibleText();
  assert.match(transcript, /DELE \d+[^]*QUIT/);
  assert.doesNotMatch(transcript, /bob-pw/);
});

test('mail stays some days on the server, and then here alone', async (session) => {
  const { workbench } = session;
  const view = new MailboxView(workbench);
  await view.show();
  await view.ask(POP3, 'Leave Mail on Server');
  await view.pick('Keep some days');
  await view.answer('Days on the server', '2');
  assert.match(await view.dialog('Delete Fetched Mail'), /It is kept on this machine/);
  const fetched = (): number => journal(session).filter((line) => line.startsWith('["fetched"')).length;
  await view.act(POP3, 'Fetch Mail', () => fetched() >= 35);
  assert.equal(onServer(), 35, 'nothing is old enough');
  daysPass(session, 3);
  await deliver(servers(), 'bob', 'After three days');
  await eventually(
    () => Promise.resolve(onServer()),
    (count) => count === 36,
  );
  // The new one, and the one whose deletion was taken back.
  await view.act(POP3, 'Fetch Mail', () => onServer() === 2);
  const rows = await view.rowsOnce((all) => messages(all).length === 36 && has('After three days')(all));
  assert.equal(new Set(messages(rows)).size, 36, spoken(rows));
  await view.click(TABLE);
  await workbench.editor().locator('.view-line', { hasText: TABLE }).first().waitFor();
});

function servers(): MailServers {
  assert.ok(started);
  return started;
}

/** How many messages Dovecot holds in bob's INBOX. */
function onServer(): number {
  const maildir = servers().maildir('bob');
  return ['cur', 'new'].reduce((sum, name) => sum + readdirSync(path.join(maildir, name)).length, 0);
}

/** How many sessions of bob are open, and how many messages were deleted by those that deleted any, as Dovecot logged it. */
function deletions(): { readonly open: number; readonly deleted: readonly number[] } {
  const begun = log().split('pop3-login: Info: Login: user=<bob>').length - 1;
  const ended = [...log().matchAll(/pop3\(bob\).*: Disconnected.* del=(\d+)\//g)].map(([, count]) =>
    Number(count),
  );
  return { open: begun - ended.length, deleted: ended.filter((count) => count > 0) };
}

function log(): string {
  return readFileSync(path.join(servers().folder, 'log/dovecot.log'), 'utf8');
}

/** What is known on this machine of bob's maildrop, a change a line. */
function journal(session: Session): readonly string[] {
  return readFileSync(journalFile(session), 'utf8').split('\n');
}

function journalFile({ home }: Session): string {
  const files = readdirSync(home, { recursive: true }).map(String);
  const file = files.find((name) => /accounts\/bobpop\/.*pop3\/journal$/.test(name));
  assert.ok(file !== undefined);
  return path.join(home, file);
}

/** Writes that all was fetched so many days earlier. */
function daysPass(session: Session, days: number): void {
  const lines = journal(session).flatMap((line) => {
    if (!line.startsWith('["fetched"')) return [];
    const [kind, uid, time, kept] = JSON.parse(line) as [string, string, number, number | null];
    return [`${JSON.stringify([kind, uid, time - days * DAY, kept])}\n`];
  });
  appendFileSync(journalFile(session), lines.join(''));
}
