// The map from message numbers to identifiers against a plain one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { UidMap } from './uidMap.ts';

test('a changed map has what a plain one has, and the one before is as it was', () => {
  const pair = fc.tuple(fc.constantFrom(0, 1, 2, 255, 256, 700), fc.constantFrom('a', 'b', '12', undefined));
  fc.assert(
    fc.property(fc.array(fc.array(pair, { maxLength: 5 }), { maxLength: 8 }), (changes) => {
      const plain = new Map<number, string>();
      let map = UidMap.empty;
      for (const pairs of changes) {
        const before = map;
        const shown = [0, 1, 2, 255, 256, 700].map((number) => before.get(number));
        map = before.withAll(pairs);
        for (const [number, uid] of pairs) {
          if (uid === undefined) plain.delete(number);
          else plain.set(number, uid);
        }
        assert.equal(map.size, plain.size);
        for (const number of [0, 1, 2, 255, 256, 700, 9000]) assert.equal(map.get(number), plain.get(number));
        assert.deepEqual(
          [0, 1, 2, 255, 256, 700].map((number) => before.get(number)),
          shown,
        );
        assert.ok(map.equals(UidMap.empty.withAll(plain)));
        assert.equal(
          map.equals(before),
          shown.every((uid, at) => uid === map.get([0, 1, 2, 255, 256, 700][at] ?? 0)),
        );
      }
    }),
    runs(40),
  );
});
