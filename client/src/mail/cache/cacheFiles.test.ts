// The files of a cache: bounded, for one user, whole whatever happens, and dropped where they are damaged.

import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';
import { nodeFiles } from '../local/nodeFiles.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER, textOf } from '../testing/reading.ts';
import { cachedStore } from './cachedStore.ts';
import { FakeStore, message, cacheOf, pageOf, inFolder, allFiles } from '../testing/cachedServer.ts';

test('a cache that cannot be cleared says so', async () => {
  const files = await memoryFiles();
  const cache = cacheOf({
    ...files,
    removeFolder: () => Promise.reject(new MailError('file-not-writable', ['x', 'y'])),
  });
  const store = cachedStore(new FakeStore(), cache);
  await pageOf(store);
  await cache.settled();
  await assert.rejects(store.clearCache?.() ?? Promise.resolve(), { code: 'file-not-writable' });
});

test('fault 60: the disk is full: told once, and everything goes on without a cache', async () => {
  const server = new FakeStore();
  const memory = await memoryFiles();
  let full = true;
  const files: Files = {
    ...memory,
    create: (...file) =>
      full ? Promise.reject(new MailError('disk-full', ['cache'])) : memory.create(...file),
  };
  const told: string[] = [];
  const cache = cacheOf(files, { told: ({ code }) => told.push(code) });
  const store = cachedStore(server, cache);
  await pageOf(store);
  await pageOf(store);
  assert.equal(await textOf(store, server.envelope(5).id), message('5'));
  await cache.settled();
  assert.deepEqual(told, ['disk-full']);
  full = false;
  await cache.clear();
  await pageOf(store);
  await cache.settled();
  assert.equal((await cache.envelopes('INBOX', NEVER)).length, 10);
});

test('the files that were used least go first when there is no more room', async () => {
  let now = 0;
  const memory = await memoryFiles();
  const stats = new Map<string, number>();
  // Files in memory know no times of their own.
  const files: Files = {
    ...memory,
    rename: async (from, to, replace) => {
      stats.set(to, ++now);
      await memory.rename(from, to, replace);
    },
    stat: async (file) => {
      const found = await memory.stat(file);
      return found && { ...found, modified: stats.get(file) ?? 0 };
    },
  };
  const server = new FakeStore();
  const cache = cacheOf(files, { limit: 6000, now: () => ++now });
  const store = cachedStore(server, cache);
  for (const uid of [1, 2, 3, 4, 5]) {
    await textOf(store, server.envelope(uid).id);
    await cache.settled();
    // The first one is looked at again and again.
    assert.equal(await textOf(store, server.envelope(1).id), message('1'));
  }
  await textOf(store, server.envelope(6).id);
  await cache.settled();
  const kept = await Promise.all([1, 2, 3, 4, 5, 6].map((uid) => cache.size(server.envelope(uid).id)));
  assert.notEqual(kept[0], undefined);
  assert.equal(kept[1], undefined);
  assert.notEqual(kept[5], undefined);
});

test('a message larger than a quarter of the cache is read and not kept', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles(), { limit: 4000 });
  const store = cachedStore(server, cache);
  assert.equal(await textOf(store, server.envelope(5).id), message('5'));
  await cache.settled();
  assert.equal(await cache.size(server.envelope(5).id), undefined);
});

test('files are for this user alone', async () => {
  await inFolder(async (root, files) => {
    const cache = cacheOf(files);
    const store = cachedStore(new FakeStore(), cache);
    await pageOf(store);
    await cache.settled();
    const modes = await Promise.all(
      (await allFiles(root)).map(async (file) => (await stat(file)).mode & 0o777),
    );
    assert.deepEqual([...new Set(modes)].sort(), [0o600, 0o700]);
  });
});

test('a damaged file is dropped, whatever is in it', async () => {
  await inFolder(async (root, files) => {
    for (const damage of ['', '{"id":', '{"id":{"folder":"x"}}\n', '\0\0\0', `${'0'.repeat(64)}\nother`]) {
      const server = new FakeStore();
      const cache = cacheOf(files);
      const store = cachedStore(server, cache);
      await pageOf(store);
      await textOf(store, server.envelope(30).id);
      await store.folders(NEVER);
      await cache.settled();
      for (const file of await allFiles(root)) {
        if ((await stat(file)).isFile()) await writeFile(file, damage);
      }
      const fresh = cacheOf(files);
      const again = cachedStore(server, fresh);
      assert.equal(await textOf(again, server.envelope(30).id), message('30'), JSON.stringify(damage));
      server.online = false;
      await assert.rejects(pageOf(again), { code: 'connection-refused' });
      await cache.clear();
    }
  });
});

test('two windows that write the same cache leave whole files', async () => {
  await inFolder(async (root, files) => {
    const server = new FakeStore();
    const caches = [cacheOf(files), cacheOf(nodeFiles(root))];
    const stores = caches.map((cache) => cachedStore(server, cache));
    await Promise.all(
      Array.from({ length: 20 }, async (_, round) => {
        for (const store of stores) {
          await pageOf(store, { sort: 'date', size: 1 + ((round * 7) % 30) });
          await textOf(store, server.envelope(1 + (round % 5)).id);
        }
      }),
    );
    for (const cache of caches) await cache.settled();
    const cache = cacheOf(files);
    const envelopes = await cache.envelopes('INBOX', NEVER);
    assert.deepEqual(
      new Map(envelopes.map((envelope) => [envelope.id.uid, envelope])),
      new Map(envelopes.map(({ id }) => [id.uid, server.envelope(Number(id.uid))])),
    );
    assert.ok(envelopes.length > 0);
    for (const uid of [1, 2, 3, 4, 5]) {
      assert.equal(await textOf(cachedStore(server, cache), server.envelope(uid).id), message(String(uid)));
    }
    assert.ok(!(await allFiles(root)).some((file) => file.endsWith('.tmp')));
  });
});

test('after an account is removed nothing is written any more', async () => {
  const server = new FakeStore();
  const files = await memoryFiles();
  const cache = cacheOf(files);
  const store = cachedStore(server, cache);
  const reading = textOf(store, server.envelope(5).id);
  await store[Symbol.asyncDispose]();
  await reading;
  await cache.settled();
  assert.deepEqual(
    (await files.list('')).filter(({ kind }) => kind === 'file'),
    [],
  );
  assert.equal(await cache.size(server.envelope(5).id), undefined);
});
