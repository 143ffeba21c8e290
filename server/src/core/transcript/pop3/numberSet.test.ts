// Sets of message numbers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { NumberSet } from './numberSet.ts';

test('a set that is added to leaves the one before as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 }), (numbers) => {
      const known = new Set<number>();
      let set = NumberSet.empty;
      for (const number of numbers) {
        const before = set;
        const { size } = before;
        const had = before.has(number);
        set = set.with(number);
        known.add(number);
        assert.deepEqual([before.size, before.has(number)], [size, had]);
        assert.equal(set.size, known.size);
      }
      for (let number = 0; number <= 2000; number++) assert.equal(set.has(number), known.has(number));
      let other = NumberSet.empty;
      for (const number of [...known].reverse()) other = other.with(number);
      assert.ok(set.equals(other));
      assert.ok(!set.equals(other.with(3000)));
    }),
  );
});

test('numbers that no message has are not kept', () => {
  const set = NumberSet.empty.with(-1).with(1e9).with(NaN);
  assert.deepEqual([set.size, set.has(-1), set.has(1e9)], [0, false, false]);
});
