// Tests of the order in which changes of an account are made.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inOrder } from './inOrder.ts';

test('the second change of an account waits for the first, also where that fails; other accounts do not', async () => {
  const log: string[] = [];
  let fail: (reason: Error) => void = () => undefined;
  const first = inOrder(['a'], () => new Promise<never>((_, reject) => (fail = reject)));
  const second = inOrder(['a'], () => Promise.resolve(log.push('second of a')));
  await inOrder(['b'], () => Promise.resolve(log.push('b')));
  fail(new Error('no'));
  await assert.rejects(first, /no/);
  await second;
  assert.deepEqual(log, ['b', 'second of a']);
});

test('a move between accounts waits for both, and both wait for it, whichever way the next one goes', async () => {
  const log: string[] = [];
  let done: () => void = () => undefined;
  const mark = inOrder(['b'], () => new Promise<void>((resolve) => (done = resolve)));
  const there = inOrder(['a', 'b'], () => Promise.resolve(log.push('a to b')));
  const back = inOrder(['b', 'a'], () => Promise.resolve(log.push('b to a')));
  const last = inOrder(['a'], () => Promise.resolve(log.push('a')));
  await new Promise(setImmediate);
  assert.deepEqual(log, []);
  done();
  await Promise.all([mark, there, back, last]);
  assert.deepEqual(log, ['a to b', 'b to a', 'a']);
});

test('who gives up does not wait, and what was not begun never begins', async () => {
  const log: string[] = [];
  const stop = new AbortController();
  let done: () => void = () => undefined;
  const first = inOrder(['a'], () => new Promise<void>((resolve) => (done = resolve)));
  const second = inOrder(['a'], () => Promise.resolve(log.push('second')), stop.signal);
  await new Promise(setImmediate);
  stop.abort();
  await assert.rejects(second, { name: 'AbortError' });
  done();
  await first;
  await inOrder(['a'], () => Promise.resolve(log.push('third')));
  assert.deepEqual(log, ['third']);
});
