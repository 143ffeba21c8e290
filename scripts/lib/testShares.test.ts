// Files are divided among processes by how long they take.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shares } from './testShares.ts';

test('the longest file has a process for itself, and each file runs once', () => {
  const durations = { 'a.test.ts': 1000, 'b.test.ts': 400, 'c.test.ts': 500, 'd.test.ts': 90 };
  assert.deepEqual(shares(['a.test.ts', 'b.test.ts', 'c.test.ts', 'd.test.ts'], 2, durations), [
    ['a.test.ts'],
    ['b.test.ts', 'c.test.ts', 'd.test.ts'],
  ]);
});

test('files that nobody has timed take turns; there are no more shares than files', () => {
  assert.deepEqual(shares(['a', 'b', 'c'], 2, {}), [['a', 'c'], ['b']]);
  assert.deepEqual(shares(['a'], 4, {}), [['a']]);
});
