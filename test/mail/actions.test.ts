// Moves, copies between accounts, deletions and undo against a real Dovecot.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { deliverAll, readWhole } from '../../client/src/mail/actions/delivery.ts';
import { expungeAll, moveAll } from '../../client/src/mail/actions/moves.ts';
import { deletionOf } from '../../client/src/mail/actions/trash.ts';
import { stepsBack, subjectsOf, UndoStack } from '../../client/src/mail/actions/undoStack.ts';
import { goBack } from '../../client/src/mail/actions/wayBack.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { Envelope, MailStore, MessageId } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, knows, message, never } from './imapSettings.ts';

let servers: MailServers;
let alice: ImapStore;
let bob: ImapStore;
before(async () => {
  servers = await startMailServers();
  alice = new ImapStore(aliceAt(servers));
  bob = new ImapStore(
    aliceAt(servers, { who: knows({ user: 'bob', password: servers.users['bob'] ?? '' }) }),
  );
});
after(async () => {
  await Promise.all([alice, bob].map((store) => store[Symbol.asyncDispose]()));
  await servers.stop();
});

async function filled(store: MailStore, name: string, ...subjects: readonly string[]): Promise<string> {
  const folder = await store.createFolder?.([name], never);
  assert.ok(folder);
  for (const subject of subjects) {
    await store.append(folder.id, message(subject), ['\\Seen'], never, RECEIVED);
  }
  return folder.id;
}

async function listed(store: MailStore, folder: string): Promise<readonly Envelope[]> {
  return (await store.list(folder, { sort: 'date', size: 50 }, never)).envelopes;
}

async function idsIn(store: MailStore, folder: string): Promise<readonly MessageId[]> {
  return (await listed(store, folder)).map(({ id }) => id);
}

test('a move of many comes back by its steps, message by message', async () => {
  const from = await filled(alice, 'Back', 'one', 'two', 'three');
  const to = await filled(alice, 'Forth');
  const { done } = await moveAll(alice, await idsIn(alice, from), to, never);
  assert.equal((await listed(alice, from)).length, 0);
  const stack = new UndoStack();
  stack.push({ kind: 'move', steps: stepsBack('alice', done) });
  const [step] = stack.pop()?.steps ?? [];
  assert.ok(step?.folder);
  await moveAll(
    alice,
    step.messages.map(({ now }) => now),
    step.folder,
    never,
  );
  const back = (await listed(alice, from)).map(({ subject }) => subject);
  assert.deepEqual([...back].sort(), ['one', 'three', 'two']);
  assert.equal((await listed(alice, to)).length, 0);
});

test('where one of the moved messages is gone, the others go back, and one learns which', async () => {
  const from = await filled(alice, 'Lost', 'one', 'two', 'three');
  const to = await filled(alice, 'Found');
  const envelopes = await listed(alice, from);
  const ids = envelopes.map(({ id }) => id);
  const { done: moved } = await moveAll(alice, ids, to, never);
  const [step] = stepsBack('alice', moved, subjectsOf(envelopes));
  assert.ok(step);
  const [gone] = (await listed(alice, to)).filter(({ subject }) => subject === 'two');
  assert.ok(gone);
  await alice.expunge([gone.id], never);
  const { done, error } = await goBack(alice, step, new Set(), never);
  assert.equal(error, undefined);
  const back = (await listed(alice, from)).map(({ subject }) => subject);
  assert.deepEqual(back.sort(), ['one', 'three']);
  assert.deepEqual(
    done.filter((one) => !one.to).map(({ message: { subject } }) => subject),
    ['two'],
  );
});

test('a copy in another account has the same octets and flags', async () => {
  const from = await filled(alice, 'Sending', 'copied');
  const to = await filled(bob, 'Receiving');
  const [original] = await listed(alice, from);
  assert.ok(original);
  const flagged = { ...original, flags: new Set([...original.flags, '$Work']) };
  const { done, error } = await deliverAll(alice, [flagged], { store: bob, folder: to, wire: true }, never);
  assert.equal(error, undefined);
  const [copy] = await listed(bob, to);
  assert.ok(copy && done[0]?.to);
  assert.deepEqual(done[0].to, copy.id);
  assert.deepEqual([...copy.flags].filter((flag) => flag !== '\\Recent').sort(), ['$Work', '\\Seen']);
  assert.deepEqual(Buffer.from(await readWhole(bob, copy.id, never)), message('copied'));
});

test('expunging takes these messages and no others, also where another one is marked as deleted', async () => {
  const folder = await filled(alice, 'Marked', 'stays', 'goes');
  const all = await listed(alice, folder);
  const stays = all.find(({ subject }) => subject === 'stays');
  const goes = all.find(({ subject }) => subject === 'goes');
  assert.ok(stays && goes);
  await alice.flag([stays.id], { add: ['\\Deleted'] }, never);
  await expungeAll(alice, [goes.id], never);
  assert.deepEqual(
    (await listed(alice, folder)).map(({ subject }) => subject),
    ['stays'],
  );
});

test('deleting means the Trash that the server names', async () => {
  const folder = await filled(alice, 'Deleting', 'trashed');
  const ids = await idsIn(alice, folder);
  const { trash, toTrash, forGood } = deletionOf(ids, await alice.folders(never));
  assert.equal(trash?.specialUse, '\\Trash');
  assert.deepEqual([toTrash.length, forGood.length], [1, 0]);
});

test('a move that is given up leaves each message in one folder', async () => {
  const from = await filled(alice, 'Given', 'first', 'second');
  const other = await filled(alice, 'Other', 'third');
  const to = await filled(alice, 'Up');
  const stop = new AbortController();
  const ids = [...(await idsIn(alice, from)), ...(await idsIn(alice, other))];
  const { done, error } = await moveAll(alice, ids, to, stop, () => stop.abort());
  assert.equal((error as Error).name, 'AbortError');
  assert.equal(done.length, 2);
  const counts = await Promise.all([from, other, to].map(async (one) => (await listed(alice, one)).length));
  assert.deepEqual(counts, [0, 1, 2]);
});

/** 1 November 2026. */
const RECEIVED = Date.UTC(2026, 10, 1);
