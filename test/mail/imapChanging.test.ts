// Changes to an IMAP account on a real Dovecot: flags, moves, folders.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';
import { filled, byDate, subjects } from './imapMailbox.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function open(chosen: Partial<ImapOptions> = {}): ImapStore {
  return new ImapStore(aliceAt(servers, chosen));
}

test('flags and keywords are set and taken away', async () => {
  await using store = open();
  const folder = await filled(store, 'Flags', 'A', 'B');
  const { envelopes } = await store.list(folder, byDate, never);
  const ids = envelopes.map(({ id }) => id);
  await store.flag(ids, { add: ['\\Seen', '\\Flagged', 'Important'] }, never);
  await store.flag(ids.slice(0, 1), { remove: ['\\Flagged'] }, never);
  const after = await store.list(folder, byDate, never);
  assert.deepEqual(
    after.envelopes.map(({ flags }) => [...flags].filter((flag) => flag !== '\\Recent').sort()),
    [
      ['Important', '\\Seen'],
      ['Important', '\\Flagged', '\\Seen'],
    ],
  );
});

test('a message is stored with its flags and the time it was received', async () => {
  await using store = open();
  const folder = await filled(store, 'Stored');
  const received = Date.UTC(2020, 1, 29, 12, 30, 15);
  const stored = await store.append(folder, message('Old'), ['\\Seen', 'Kept'], never, received);
  const { envelopes } = await store.list(folder, byDate, never);
  assert.deepEqual(envelopes[0]?.id, stored);
  assert.equal(envelopes[0]?.date, received);
  assert.deepEqual([...envelopes[0].flags].filter((flag) => flag !== '\\Recent').sort(), ['Kept', '\\Seen']);
});

test('moving and copying tell where the messages are now; only what is named is expunged', async () => {
  await using store = open();
  const from = await filled(store, 'From', 'A', 'B', 'C', 'D');
  const to = await filled(store, 'To & fro');
  const { envelopes } = await store.list(from, { sort: 'date', size: 9 }, never);
  const [d, c, b, a] = envelopes.map(({ id }) => id);
  assert.ok(a && b && c && d);
  const moved = await store.move([c, a], to, never);
  assert.deepEqual(subjects(await store.list(to, byDate, never)), ['C', 'A']);
  const again = await store.list(to, byDate, never);
  assert.deepEqual(
    moved,
    again.envelopes.map(({ id }) => id),
  );
  await store.copy([b], to, never);
  await store.flag([b], { add: ['\\Deleted'] }, never);
  await store.expunge([d], never);
  // B is marked as deleted by somebody, and stays.
  assert.deepEqual(subjects(await store.list(from, byDate, never)), ['B']);
});

test('folders are made, renamed, subscribed to and deleted', async () => {
  await using store = open();
  const names = async (): Promise<readonly string[]> =>
    (await store.folders(never)).filter(({ path }) => path[0] === 'Work').map(({ id }) => id);
  await store.createFolder(['Work'], never);
  const inner = await store.createFolder(['Work', 'Täglich'], never);
  assert.deepEqual(inner.path, ['Work', 'Täglich']);
  assert.deepEqual(await names(), ['Work', 'Work/Täglich']);
  const renamed = await store.renameFolder(inner.id, ['Work', 'Weekly'], never);
  assert.deepEqual(await names(), ['Work', 'Work/Weekly']);
  const isSubscribed = async (id: string): Promise<boolean | undefined> =>
    (await store.folders(never)).find((folder) => folder.id === id)?.subscribed;
  await store.renameFolder('Work', ['Office'], never);
  assert.deepEqual([await isSubscribed('Office'), await isSubscribed('Office/Weekly')], [true, true]);
  await store.renameFolder('Office', ['Work'], never);
  await store.subscribeFolder(renamed.id, false, never);
  const unsubscribed = (await store.folders(never)).find(({ id }) => id === renamed.id);
  assert.equal(unsubscribed?.subscribed, false);
  await store.deleteFolder(renamed.id, never);
  assert.deepEqual(await names(), ['Work']);
});

test('fault 44: names that no folder can have', async () => {
  await using store = open();
  for (const path of [['a/b'], ['a', ''], ['a\r\nb'], ['all*']]) {
    await assert.rejects(store.createFolder(path, never), { code: 'folder-name-unusable' });
  }
});

test('fault 33: a mailbox that is full; how full it is can be asked', async () => {
  const small = await startMailServers({ quota: '20K' });
  try {
    await using store = new ImapStore(aliceAt(small));
    await store.append('INBOX', message('Small'), [], never);
    const large = Buffer.concat([message('Large'), Buffer.alloc(30_000, 'x')]);
    await assert.rejects(store.append('INBOX', large, [], never), { code: 'over-quota' });
    const [quota] = await store.quota('INBOX', never);
    assert.equal(quota?.resource, 'STORAGE');
    assert.equal(quota.limit, 20 * 1024);
  } finally {
    await small.stop();
  }
});
