// Tests of who may fetch into a folder.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER } from '../testing/reading.ts';
import { FolderHold } from './folderHold.ts';

test('while one renews its hold, the next one is refused; when it is given free, it is had at once', async () => {
  const files = await memoryFiles();
  const times = { renew: 4, stale: 1000, look: 2 };
  const one = await FolderHold.take(files, 'mail', NEVER, times);
  await assert.rejects(FolderHold.take(files, 'mail', NEVER, times), { code: 'fetch-elsewhere' });
  await one.check();
  await one[Symbol.asyncDispose]();
  await using other = await FolderHold.take(files, 'mail', NEVER, times);
  await other.check();
});

test('one that is held up for long loses the folder, notices, and leaves the other alone', async () => {
  const files = await memoryFiles();
  const held = await FolderHold.take(files, 'mail', NEVER, { renew: 60_000, stale: 60_000, look: 1 });
  await using other = await FolderHold.take(files, 'mail', NEVER, { renew: 1000, stale: 5, look: 1 });
  await assert.rejects(held.check(), { code: 'fetch-elsewhere' });
  await held[Symbol.asyncDispose]();
  await other.check();
});

test('waiting for a folder can be given up', async () => {
  const files = await memoryFiles({ '.mail-workbench-fetching': 'somebody 1\n' });
  const stop = new AbortController();
  const waiting = FolderHold.take(files, 'mail', stop, { renew: 1000, stale: 60_000, look: 1 });
  await wait(5);
  stop.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});
