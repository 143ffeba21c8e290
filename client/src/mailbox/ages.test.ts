// Tests of ages, dates and sizes in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { age, monthName, size } from './ages.ts';

const NOW = new Date(2024, 4, 15, 14, 30).getTime();
const MINUTE = 60_000;

test('an age is short, and a day from a week on', () => {
  const of = (minutes: number): string => age(NOW - minutes * MINUTE, NOW, 'en');
  assert.deepEqual([of(0), of(5), of(130), of(60 * 25)], ['this minute', '5m ago', '2h ago', 'yesterday']);
  assert.deepEqual([of(60 * 24 * 3), of(60 * 24 * 10)], ['3d ago', 'May 5']);
  assert.equal(of(60 * 24 * 365), 'May 16, 2023');
  assert.equal(age(0, NOW, 'en'), '');
});

test('sizes and months', () => {
  assert.deepEqual(
    [0, 900, 1536, 20_000, 5_000_000].map((octets) => size(octets, 'en')),
    ['0 bytes', '900 bytes', '1.5 kB', '20 kB', '4.8 MB'],
  );
  assert.equal(monthName(2024, 1, 'en'), 'February 2024');
});
