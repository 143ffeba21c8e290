// End to end: a walk through the mailbox at a real Dovecot by the keyboard alone: open, mark, move, delete, undo.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { flagsOnServer } from '../servers/imapSession.ts';
import { useAliceSession } from './aliceSession.ts';
import { lastAnswer } from './harness.ts';
import { has, inboxCount, messages, spoken, states } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import { focusTree, goDownTo } from './treeKeys.ts';

const DIGEST = 'Gardeners digest 12';

const { test, servers } = useAliceSession();

test('from the account to a message, which opens', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  await focusTree(workbench);
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', 'alice-pw');
  await view.rowsOnce(has('Inbox, 36'));
  await focusTree(workbench);
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  const rows = await view.rowsOnce((all) => messages(all).length === 36);
  assert.equal(messages(rows).length, 36, spoken(rows));
  await goDownTo(workbench, DIGEST);
  await keyboard.press('Enter');
  await workbench.editor().locator('.view-line', { hasText: DIGEST }).first().waitFor();
});

test('it is marked, moved and deleted, and each is taken back', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  // The editor that was opened may still take the focus once.
  for (let attempt = 1; attempt <= 3; attempt++) {
    await focusTree(workbench);
    await keyboard.press('Control+I');
    const isRead = async (): Promise<boolean> =>
      !(states(await view.rows(), DIGEST) || 'unread').includes('unread');
    if (await lastAnswer(isRead, Boolean, 5000)) break;
  }
  assert.deepEqual(await flags('INBOX'), ['\\Seen']);
  await keyboard.press('Control+U');
  await view.rowsOnce((rows) => states(rows, DIGEST).includes('unread'));
  // Keys that come while the rows of the ones before are drawn anew are for the same message, and done in their order.
  for (const pause of [0, 30, 100, 200, 300]) {
    await keyboard.press('Control+I');
    await delay(pause);
    await keyboard.press('Control+U');
  }
  await keyboard.press('Insert');
  await view.rowsOnce((rows) => states(rows, DIGEST).includes('flagged'));
  assert.deepEqual(await flags('INBOX'), ['\\Flagged']);

  await focusTree(workbench);
  await keyboard.press('Home');
  await goDownTo(workbench, DIGEST);
  await keyboard.press('Control+Shift+V');
  await view.type('Archive');
  await keyboard.press('Enter');
  const moved = await view.rowsOnce((rows) => inboxCount(rows) === 35 && has('Archive, 5')(rows));
  assert.equal(states(moved, DIGEST), '', spoken(moved));
  await focusTree(workbench);
  await keyboard.press('Control+Z');
  const back = await view.rowsOnce((rows) => inboxCount(rows) === 36 && states(rows, DIGEST) !== '');
  assert.match(states(back, DIGEST), /unread, flagged/);

  await keyboard.press('Home');
  await goDownTo(workbench, DIGEST);
  await keyboard.press('Enter');
  await workbench.editor().locator('.view-line', { hasText: DIGEST }).first().waitFor();
  await focusTree(workbench);
  await keyboard.press('Delete');
  const gone = await view.rowsOnce((rows) => inboxCount(rows) === 35 && has('Trash, 1')(rows));
  assert.equal(states(gone, DIGEST), '', spoken(gone));
  await keyboard.press('Control+Z');
  const again = await view.rowsOnce((rows) => inboxCount(rows) === 36 && states(rows, DIGEST) !== '');
  assert.match(states(again, DIGEST), /unread, flagged/);
  assert.deepEqual(await flags('INBOX'), ['\\Flagged']);
});

async function flags(folder: string): Promise<readonly string[]> {
  return flagsOnServer(servers(), 'alice', folder, DIGEST);
}
