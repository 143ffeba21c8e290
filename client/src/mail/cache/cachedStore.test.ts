// A mailbox with a cache: what was shown stays readable, and nothing that is gone is shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Cancellation, StoreEvent } from '../mailStore.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER, textOf } from '../testing/reading.ts';
import { cachedStore } from './cachedStore.ts';
import { FakeStore, cacheOf, first, message, pageOf, uidsOf } from '../testing/cachedServer.ts';

test('what was listed and read stays readable without the server, and the user is told once', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  const online = await pageOf(store);
  const second = await pageOf(store, { ...first, after: online.next ?? '' });
  const [id] = online.envelopes.map((envelope) => envelope.id);
  assert.ok(id);
  const text = await textOf(store, id);
  await store.folders(NEVER);
  await cache.settled();
  const events: StoreEvent[] = [];
  using _ = store.watch((event) => events.push(event));
  server.online = false;
  const offline = await pageOf(store);
  assert.deepEqual(offline.envelopes, online.envelopes);
  const rest = await pageOf(store, { ...first, after: offline.next ?? '' });
  assert.deepEqual(rest.envelopes, second.envelopes);
  assert.equal(rest.next, undefined);
  assert.equal(await textOf(store, id), text);
  assert.equal((await store.folders(NEVER)).length, 1);
  server.online = true;
  await pageOf(store);
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['offline', 'online'],
  );
});

test('a list that the server began goes on from the cache where it stopped', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  await pageOf(store, { ...first, size: 30 });
  const begun = await pageOf(store);
  await cache.settled();
  server.online = false;
  assert.deepEqual(
    uidsOf(await pageOf(store, { ...first, after: begun.next ?? '' })),
    [20, 19, 18, 17, 16, 15, 14, 13, 12, 11],
  );
});

test('without anything kept the failure is told, and searches need the server', async () => {
  const server = new FakeStore();
  const store = cachedStore(server, cacheOf(await memoryFiles()));
  server.online = false;
  await assert.rejects(pageOf(store), { code: 'connection-refused' });
  await assert.rejects(store.folders(NEVER), { code: 'connection-refused' });
});

test('a message is asked for once, and a range of it comes from the cache', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  const { id } = server.envelope(5);
  await textOf(store, id);
  await cache.settled();
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(id, { from: 3, to: 12 }, NEVER)) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), message('5').slice(3, 12));
  assert.equal(await textOf(store, id), message('5'));
  assert.equal(server.reads, 1);
});

test('under another UIDVALIDITY nothing of the folder is left', async () => {
  const server = new FakeStore();
  const files = await memoryFiles();
  const cache = cacheOf(files);
  const store = cachedStore(server, cache);
  const { id } = server.envelope(5);
  await pageOf(store);
  await textOf(store, id);
  await cache.settled();
  server.validity = '8';
  await pageOf(store);
  await cache.settled();
  assert.equal(await cache.size(id), undefined);
  assert.deepEqual(
    (await cache.envelopes('INBOX', NEVER)).map((envelope) => envelope.id.validity),
    Array.from({ length: 10 }, () => '8'),
  );
});

test('fault 32: a message of the old numbers is refused, and dropped', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  await pageOf(store);
  const { id } = server.envelope(5);
  server.validity = '8';
  await assert.rejects(textOf(store, id), { code: 'uidvalidity-changed' });
  await cache.settled();
  assert.deepEqual(await cache.envelopes('INBOX', NEVER), []);
});

test('what is gone on the server is gone here: moved by us, missing on a page, missing when read', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  await pageOf(store, { ...first, size: 30 });
  await store.move([server.envelope(30).id], 'Trash', NEVER);
  server.uids = server.uids.filter((uid) => uid !== 25 && uid !== 3);
  await pageOf(store);
  await assert.rejects(textOf(store, server.envelope(3).id), { code: 'message-gone' });
  await cache.settled();
  server.online = false;
  const uids = uidsOf(await pageOf(store, { ...first, size: 100 }));
  assert.deepEqual(
    [30, 25, 3].filter((uid) => uids.includes(uid)),
    [],
  );
  assert.equal(uids.length, 27);
});

test('flags that were changed are shown offline', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  const [newest] = (await pageOf(store)).envelopes;
  assert.ok(newest);
  await cache.settled();
  await store.flag([newest.id], { add: ['\\Flagged'], remove: ['\\Seen'] }, NEVER);
  await cache.settled();
  server.online = false;
  const { envelopes } = await pageOf(store);
  assert.deepEqual([...(envelopes[0]?.flags ?? [])], ['\\Flagged']);
  assert.deepEqual([...(envelopes[1]?.flags ?? [])], ['\\Seen']);
});

test('offline, lists come in every order', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  await pageOf(store, { ...first, size: 30 });
  await cache.settled();
  server.online = false;
  assert.deepEqual(uidsOf(await pageOf(store, { sort: 'from', size: 3 })), [1, 2, 3]);
  assert.deepEqual(uidsOf(await pageOf(store, { sort: 'size', size: 3 })), [30, 29, 28]);
});

test('what the store can do besides is passed through, and what it cannot is not there', async () => {
  const store = cachedStore(new FakeStore(), cacheOf(await memoryFiles()));
  assert.deepEqual(await store.quota?.('INBOX', NEVER), []);
  assert.equal('createFolder' in store, false);
  assert.equal('deletions' in store, false);
});

test('an aborted read keeps nothing', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  const cancel: Cancellation = NEVER;
  for await (const _ of store.read(server.envelope(5).id, undefined, cancel)) break;
  await cache.settled();
  assert.equal(await cache.size(server.envelope(5).id), undefined);
});
