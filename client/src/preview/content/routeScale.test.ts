// The scale of a route's picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { routeScale } from './routeScale.ts';

test('delays that are alike are to scale', () => {
  const { kind, length, ticks } = routeScale([2000, 8000, -4000]);
  assert.equal(kind, 'linear');
  assert.deepEqual([8000, -4000, 0].map(length), [1, 0.5, 0]);
  assert.deepEqual(ticks, [
    { ms: 2000, at: 0.25 },
    { ms: 4000, at: 0.5 },
    { ms: 6000, at: 0.75 },
    { ms: 8000, at: 1 },
  ]);
});

test('a second beside an hour needs a logarithmic scale', () => {
  const { kind, length, ticks } = routeScale([1000, 3_600_000]);
  assert.equal(kind, 'log');
  assert.equal(length(3_600_000), 1);
  assert.ok(length(1000) > 0.05);
  assert.deepEqual(
    ticks.map(({ ms }) => ms),
    [10_000, 60_000, 600_000, 3_600_000],
  );
});

test('no delay at all is no division by zero', () => {
  const { kind, length } = routeScale([0, 0]);
  assert.deepEqual([kind, length(0)], ['linear', 0]);
});

test('a delay of years has few lines', () => {
  assert.ok(routeScale([50 * 365 * 86_400_000]).ticks.length <= 5);
});
