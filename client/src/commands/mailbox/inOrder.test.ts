// Tests of the order in which changes of an account are made.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inOrder } from './inOrder.ts';

test('the second change of an account waits for the first, also where that fails; other accounts do not', async () => {
  const log: string[] = [];
  let fail: (reason: Error) => void = () => undefined;
  const first = inOrder('a', () => new Promise<never>((_, reject) => (fail = reject)));
  const second = inOrder('a', () => Promise.resolve(log.push('second of a')));
  await inOrder('b', () => Promise.resolve(log.push('b')));
  fail(new Error('no'));
  await assert.rejects(first, /no/);
  await second;
  assert.deepEqual(log, ['b', 'second of a']);
});
