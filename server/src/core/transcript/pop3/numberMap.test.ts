// Tests of the map from message numbers: like a Map, but every version stays as it was.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { MAX_NUMBER, NumberMap } from './numberMap.ts';

test('a map that is changed leaves the one before as it was', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer()), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(pairs, { maxLength: 8 }), (changes) => {
      const versions: [NumberMap<number>, Map<number, number>][] = [
        [NumberMap.empty<number>(), new Map<number, number>()],
      ];
      for (const change of changes) {
        const [map, model] = versions.at(-1) ?? assert.fail();
        versions.push([map.withAll(change), new Map([...model, ...change])]);
      }
      for (const [map, model] of versions) {
        assert.equal(map.size, model.size);
        for (let number = 0; number <= 2000; number++) assert.equal(map.get(number), model.get(number));
      }
    }),
    runs(50),
  );
});

test('of a number that stands twice the later value counts', () => {
  const map = NumberMap.empty<string>().withAll([
    [1, 'a'],
    [1, 'b'],
  ]);
  assert.deepEqual([map.get(1), map.size], ['b', 1]);
});

test('numbers that no message has are not kept', () => {
  const map = NumberMap.empty<true>()
    .with(-1, true)
    .with(MAX_NUMBER + 1, true)
    .with(Number.NaN, true)
    .with(Number.POSITIVE_INFINITY, true);
  assert.equal(map.size, 0);
  assert.equal(map.get(MAX_NUMBER + 1), undefined);
  assert.equal(NumberMap.empty<true>().with(MAX_NUMBER, true).get(MAX_NUMBER), true);
});
