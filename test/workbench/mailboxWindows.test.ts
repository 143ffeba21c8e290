// End to end: two windows on one account at a real Dovecot. One watches, the other asks when it is looked at.
import assert from 'node:assert/strict';

import { deliver } from '../servers/delivery.ts';
import { useAliceSession } from './aliceSession.ts';
import { has, messages, spoken } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import type { MailRow } from './mailboxView.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds: a window looks every half minute whether the one that watches is still there. */
const HANDED_OVER = 60_000;

let second: Workbench | undefined;

const { test, servers } = useAliceSession();

test('both windows show the account once one has logged in', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', 'alice-pw');
  await view.expand('Inbox, ');
  const first = await view.rowsOnce((rows) => messages(rows).length === 36);
  second = await workbench.openAnother();
  const other = new MailboxView(second);
  await other.show();
  await other.expand('Inbox, ');
  const rows = await other.rowsOnce((all) => messages(all).length === 36);
  assert.deepEqual(messages(rows), messages(first));
});

test('new mail comes to the window that watches by itself, to the other one when it is looked at', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  const other = new MailboxView(another());
  await another().blur();
  await deliver(servers(), 'alice', 'For both windows');
  const watching = await view.rowsOnce(has('For both windows'));
  assert.ok(has('For both windows')(watching), spoken(watching));
  assert.ok(!has('For both windows')(await other.rows()), 'only one window watches');
  await another().focus();
  const polled = await other.rowsOnce(has('For both windows'));
  assert.deepEqual(once(polled), once(watching));
  assert.equal(new Set(messages(polled)).size, 37, spoken(polled));
});

test('what one window moves away, the other one no longer shows', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const other = new MailboxView(another());
  await other.ask('For both windows', 'Move to');
  await other.pick('Archive');
  await other.rowsOnce((rows) => !has('For both windows')(rows));
  const rows = await view.rowsOnce((all) => !has('For both windows')(all) && has('Archive, 5')(all));
  assert.equal(messages(rows).length, 36, spoken(rows));
  assert.ok(has('Archive, 5')(rows), spoken(rows));
});

test('when the window that watches is closed, the other one watches', async ({ workbench }) => {
  const other = new MailboxView(another());
  await another().blur();
  await workbench.close();
  await deliver(servers(), 'alice', 'For the window that is left');
  const rows = await other.rowsOnce(has('For the window that is left'), HANDED_OVER);
  assert.ok(has('For the window that is left')(rows), spoken(rows));
  assert.equal(new Set(messages(rows)).size, 37, spoken(rows));
  await deliver(servers(), 'alice', 'And one more');
  const more = await other.rowsOnce(has('And one more'));
  assert.ok(has('And one more')(more), spoken(more));
});

function another(): Workbench {
  assert.ok(second);
  return second;
}

function once(rows: readonly MailRow[]): readonly string[] {
  return [...messages(rows)].sort();
}
