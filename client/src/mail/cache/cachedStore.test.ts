// The cache of an account: what was shown stays readable, nothing damaged is shown, and the disk may be full.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';
import { nodeFiles } from '../local/nodeFiles.ts';
import type {
  Cancellation,
  Envelope,
  Listing,
  MailStore,
  MessageId,
  OctetRange,
  Page,
  StoreEvent,
} from '../mailStore.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER, textOf } from '../testing/reading.ts';
import { cachedStore } from './cachedStore.ts';
import { MailCache } from './mailCache.ts';

/** A server in memory that can be switched off. */
class FakeStore implements MailStore {
  readonly capabilities = { folders: true, flags: true, move: true, append: true, search: true, watch: true };
  online = true;
  validity = '7';
  uids: readonly number[] = Array.from({ length: 30 }, (_, index) => index + 1);
  reads = 0;

  folders(): ReturnType<MailStore['folders']> {
    this.#reach();
    return Promise.resolve([
      { id: 'INBOX', path: ['INBOX'], subscribed: true, selectable: true, messages: 30 },
    ]);
  }

  list(_: string, { size, after }: Listing): Promise<Page> {
    this.#reach();
    const below = after === undefined ? Infinity : Number(after);
    const uids = this.uids.filter((uid) => uid < below).reverse();
    const page = uids.slice(0, size);
    return Promise.resolve({
      envelopes: page.map((uid) => this.envelope(uid)),
      ...(uids.length > size ? { next: String(page.at(-1)) } : {}),
    });
  }

  async *read({ uid, validity }: MessageId, range: OctetRange | undefined): AsyncGenerator<Uint8Array> {
    this.#reach();
    if (validity !== this.validity) throw new MailError('uidvalidity-changed', ['INBOX']);
    if (!this.uids.includes(Number(uid))) throw new MailError('message-gone', ['INBOX']);
    this.reads++;
    const octets = Buffer.from(message(uid));
    yield await Promise.resolve(range ? octets.subarray(range.from, range.to) : octets);
  }

  flag(): Promise<void> {
    return Promise.resolve();
  }

  move(ids: readonly MessageId[]): Promise<readonly undefined[]> {
    this.uids = this.uids.filter((uid) => !ids.some((id) => id.uid === String(uid)));
    return Promise.resolve(ids.map(() => undefined));
  }

  copy(): Promise<readonly undefined[]> {
    return Promise.resolve([]);
  }

  async expunge(ids: readonly MessageId[]): Promise<void> {
    await this.move(ids);
  }

  append(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  quota(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  watch(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  envelope(uid: number): Envelope {
    return {
      id: { folder: 'INBOX', validity: this.validity, uid: String(uid) },
      ...{ from: `Anna ${uid}`, subject: `Subject ${uid}`, date: uid * 1000, size: 100 + uid },
      ...{ flags: new Set(['\\Seen']), hasAttachments: uid === 3 },
    };
  }

  #reach(): void {
    if (!this.online) throw new MailError('connection-refused', ['localhost', '1']);
  }
}

function message(uid: string): string {
  return `Subject: ${uid}\r\n\r\n${'x'.repeat(1000)}\r\n`;
}

function cacheOf(files: Files, more: Partial<ConstructorParameters<typeof MailCache>[0]> = {}): MailCache {
  const told = (error: MailError): void => assert.fail(error);
  return new MailCache({ files, limit: 1 << 20, now: () => Date.now(), told, ...more });
}

const first: Listing = { sort: 'date', size: 10 };

async function pageOf(store: MailStore, listing = first): Promise<Page> {
  return store.list('INBOX', listing, NEVER);
}

function uidsOf({ envelopes }: Page): readonly number[] {
  return envelopes.map(({ id }) => Number(id.uid));
}

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

async function inFolder(work: (root: string, files: Files) => Promise<void>): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'mail-cache-'));
  try {
    await work(root, nodeFiles(root));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function allFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.map((entry) => path.join(entry.parentPath, entry.name));
}

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

test('an aborted read keeps nothing', async () => {
  const server = new FakeStore();
  const cache = cacheOf(await memoryFiles());
  const store = cachedStore(server, cache);
  const cancel: Cancellation = NEVER;
  for await (const _ of store.read(server.envelope(5).id, undefined, cancel)) break;
  await cache.settled();
  assert.equal(await cache.size(server.envelope(5).id), undefined);
});
