// Files are divided among processes by how long they take.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shares } from './testShares.ts';

test('each process has about as much to do, of neighbours, and each file runs once', () => {
  const durations = { 'a/1': 400, 'a/2': 500, 'b/1': 90, 'c/1': 1000 };
  assert.deepEqual(shares(['c/1', 'a/1', 'b/1', 'a/2'], 2, durations), [['a/1', 'a/2', 'b/1'], ['c/1']]);
});

test('files that nobody has timed are usual ones; there are no more shares than files', () => {
  assert.deepEqual(shares(['a', 'b', 'c', 'd'], 2, {}), [
    ['a', 'b'],
    ['c', 'd'],
  ]);
  assert.deepEqual(shares(['a'], 4, {}), [['a']]);
});
