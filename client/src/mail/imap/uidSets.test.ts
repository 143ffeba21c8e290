// Tests of sets of UIDs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { numbersOf, uidSets, uidsOfExtended } from './uidSets.ts';

test('UIDs that follow each other are one range', () => {
  assert.deepEqual(uidSets(['9', '1', '2', '3', '7', '8', '8']), ['1:3,7:9']);
  assert.deepEqual(uidSets([]), []);
});

test('many UIDs are several sets, each short enough for a line', () => {
  assert.deepEqual(uidSets([1, 3, 5, 7, 9], 5), ['1,3,5', '7,9']);
});

test('sets name the UIDs they were made of', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 })),
      fc.integer({ min: 10, max: 30 }),
      (uids, length) => {
        const sets = uidSets(uids, length);
        assert.ok(sets.every((set) => set.length <= length));
        const named = sets.flatMap((set) => [...numbersOf(set, Infinity)]);
        assert.deepEqual(
          named,
          [...new Set(uids)].sort((a, b) => a - b),
        );
      },
    ),
  );
});

test('the numbers of a set stand in its order; ranges ascend', () => {
  assert.deepEqual([...numbersOf('9,5:3,1', 10)], [9, 3, 4, 5, 1]);
});

test('a short set that means four billion is cut', () => {
  assert.deepEqual([...numbersOf('1:4294967295', 3)], [1, 2, 3]);
  assert.deepEqual([...numbersOf('0,4294967296,x', 3)], []);
});

test('ESEARCH says what it answers before it answers', () => {
  const answer = [
    [{ value: 'TAG' }, { value: 'A1' }],
    { value: 'UID' },
    { value: 'ALL' },
    { value: '3,1:2' },
  ];
  assert.deepEqual([...uidsOfExtended(answer, 10)], [3, 1, 2]);
  assert.deepEqual([...uidsOfExtended([{ value: 'UID' }], 10)], []);
});
