// Calls in a thread: their answers, their faults, and what ends those that go too far.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { inThread } from './thread.node.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'thread-'));
after(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'bundle.cjs');
writeFileSync(
  file,
  `exports.sum = async (octets, more) => octets.reduce((a, b) => a + b, 0) + more;
exports.fail = () => { throw new Error('no such thing'); };
exports.spin = () => { for (;;); };
exports.grow = () => { const all = []; for (;;) all.push({ all }); };`,
);

interface Bundle {
  readonly sum: (octets: Uint8Array, more: number, signal?: AbortSignal) => Promise<number>;
  readonly fail: () => Promise<void>;
  readonly spin: (signal?: AbortSignal) => Promise<void>;
  readonly grow: () => Promise<void>;
}
const bundle = (ms: number): Bundle =>
  inThread<Bundle>(file, ['sum', 'fail', 'spin', 'grow'], {
    ...{ ms, megabytes: 16, tooLong: 'too long', tooLarge: 'too large' },
  });

test('an answer, and an exception', async () => {
  const { signal } = new AbortController();
  assert.equal(await bundle(10_000).sum(Uint8Array.of(1, 2, 3), 4, signal), 10);
  await assert.rejects(bundle(10_000).fail(), /no such thing/);
});

test('what does not end is ended, by the clock and by its signal', async () => {
  await assert.rejects(bundle(50).spin(), /too long/);
  const ended = new AbortController();
  const running = bundle(10_000).spin(ended.signal);
  ended.abort(new Error('closed'));
  await assert.rejects(running, /closed/);
  await assert.rejects(bundle(10_000).spin(AbortSignal.abort(new Error('closed before'))), /closed before/);
});

test('of any number of calls two run at once, and those that wait can be given up', async () => {
  const ended = new AbortController();
  const spinning = [1, 2].map(() => assert.rejects(bundle(30_000).spin(ended.signal), /closed/));
  const given = assert.rejects(bundle(30_000).spin(ended.signal), /closed/);
  const sums = Array.from({ length: 20 }, (_, more) => bundle(10_000).sum(Uint8Array.of(1), more));
  let answered = false;
  void sums[0]?.then(() => (answered = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(answered, false);
  ended.abort(new Error('closed'));
  await Promise.all([...spinning, given]);
  assert.deepEqual(
    await Promise.all(sums),
    sums.map((_, more) => more + 1),
  );
});

test('what grows is ended', async () => {
  await assert.rejects(bundle(30_000).grow(), /too large/);
});
