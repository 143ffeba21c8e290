// One window watches at a time, whatever happens to it and to the clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Files } from './local/files.ts';
import { memoryFiles } from './testing/memoryFiles.ts';
import { WatchLease } from './watchLease.ts';

test('one of two windows watches; the other follows as soon as it is closed', async () => {
  const { first, second, told } = await twoWindows();
  await first.step();
  await second.step();
  assert.deepEqual(told, ['first watches', 'second waits']);
  await first.end();
  await second.step();
  assert.deepEqual(told.slice(2), ['second watches']);
});

test('two windows that begin at once do not both watch', async () => {
  const { first, second } = await twoWindows();
  await Promise.all([first.step(), second.step()]);
  await Promise.all([first.step(), second.step()]);
  assert.deepEqual([first.held, second.held].sort(), [false, true]);
});

test('a window that renews keeps the lease; one that has crashed loses it after 90 s', async () => {
  const { first, second, clock } = await twoWindows();
  await first.step();
  clock.now += 80_000;
  await first.step();
  clock.now += 80_000;
  await second.step();
  assert.equal(second.held, false);
  clock.now += 11_000;
  await second.step();
  assert.equal(second.held, true);
});

test('a window that wakes up and finds another in its place gives way, and does not take its file', async () => {
  const { first, second, clock } = await twoWindows();
  await first.step();
  clock.now += 3_600_000;
  await second.step();
  await first.step();
  assert.deepEqual([first.held, second.held], [false, true]);
  await first.end();
  await second.step();
  assert.equal(second.held, true);
});

test('a clock that is set back does not make a lease that was left behind last', async () => {
  const { first, second, clock } = await twoWindows();
  await first.step();
  clock.now -= 3_600_000;
  await second.step();
  assert.equal(second.held, true);
});

test('where nothing can be written every window watches', async () => {
  const refused = (): Promise<never> => Promise.reject(new Error('read-only'));
  const files: Files = { ...(await memoryFiles()), create: refused, createFolder: refused };
  const { first, second } = await twoWindows(files);
  await first.step();
  await second.step();
  assert.deepEqual([first.held, second.held], [true, true]);
});

test('what is closed takes nothing any more', async () => {
  const { first, second } = await twoWindows();
  const step = first.step();
  await first.end();
  await step;
  await first.step();
  await second.step();
  assert.deepEqual([first.held, second.held], [false, true]);
});

interface Windows {
  readonly first: WatchLease;
  readonly second: WatchLease;
  readonly clock: { now: number };
  readonly told: readonly string[];
}

async function twoWindows(shared?: Files): Promise<Windows> {
  const files = shared ?? (await memoryFiles());
  const clock = { now: Date.UTC(2026, 0, 1) };
  const told: string[] = [];
  const open = (holder: string): WatchLease =>
    new WatchLease({
      ...{ files, holder, now: () => clock.now },
      changed: (held) => told.push(`${holder} ${held ? 'watches' : 'waits'}`),
    });
  return { first: open('first'), second: open('second'), clock, told };
}
