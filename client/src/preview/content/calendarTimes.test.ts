// When events are.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { calendarTimes, epochInZone } from './calendarTimes.ts';

const reader = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const plain = (text: string | undefined): string => (text ?? '').replace(/[\u2009\u202f\u00a0]/g, ' ');
const at = (text: string, zone: string, epoch?: number) => ({ text, zone, epoch });

test('a moment in UTC is told by the clock of the reader too', () => {
  const times = calendarTimes(
    {
      start: at('2024-11-15T15:00:00', 'UTC', Date.UTC(2024, 10, 15, 15)),
      end: at('2024-11-15T16:00:00', 'UTC', Date.UTC(2024, 10, 15, 16)),
    },
    reader,
  );
  assert.match(plain(times?.own), /Friday,? 15 November 2024.*16:00.*17:00/);
  assert.match(plain(times?.theirs), /15:00.*16:00/);
  assert.equal(times?.zone, 'UTC');
});

test('a zone that only the platform knows', () => {
  assert.equal(epochInZone('2024-07-01T10:00:00', 'America/New_York'), Date.UTC(2024, 6, 1, 14));
  assert.equal(epochInZone('2024-12-01T10:00:00', 'America/New_York'), Date.UTC(2024, 11, 1, 15));
  assert.equal(epochInZone('2024-12-01T10:00:00', 'W. Europe Standard Time'), undefined);
  const times = calendarTimes({ start: at('2024-12-01T10:00:00', 'Nowhere/Land'), end: undefined }, reader);
  assert.equal(times?.own, '');
  assert.match(plain(times.theirs), /10:00/);
});

test('days have no zone, and their end is not one of them', () => {
  const times = calendarTimes({ start: at('2024-12-24', ''), end: at('2024-12-27', '') }, reader);
  assert.match(plain(times?.own), /24.*26 December 2024/);
  assert.equal(times?.isDay, true);
  const one = calendarTimes({ start: at('2024-12-24', ''), end: at('2024-12-25', '') }, reader);
  assert.match(plain(one?.own), /^Tuesday,? 24 December 2024$/);
});

test('a time that cannot be is left out', () => {
  assert.equal(calendarTimes({ start: at('2024-99-99T10:00:00', 'UTC'), end: undefined }, reader)?.own, '');
  assert.equal(calendarTimes({ start: undefined, end: undefined }, reader), undefined);
});
