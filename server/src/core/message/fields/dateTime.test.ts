// Dates: what is read from good, obsolete and foreign ones, and where the faults lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysFromCivil, weekdayOf } from '../dateNames.ts';
import { dateTime } from '../views/dateTime.ts';
import { faultsOf, fieldOf } from './testing/field.ts';

/** The instant as ISO 8601 with the zone as read, `?` where it is unknown. */
function read(value: string): string {
  const view = dateTime(fieldOf(`Date: ${value}`));
  if (!view) return 'none';
  const zone = view.zoneMinutes === undefined ? '?' : String(view.zoneMinutes);
  return `${new Date(view.epochMs).toISOString().slice(0, 19)} ${zone}`;
}

const dates: readonly (readonly [string, string, readonly string[]])[] = [
  // RFC 5322 3.3 and appendix A.
  ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06 -360', []],
  [
    'Thu,\n      13\n        Feb\n          1969\n      23:32\n               -0330 (Newfoundland Time)',
    '1969-02-14T03:02:00 -210',
    [],
  ],
  ['1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37 120', []],
  ['1 Jul 2003 10:52 -0000', '2003-07-01T10:52:00 ?', []],
  ['fri,21 nov 1997 09:55:06 +0000', '1997-11-21T09:55:06 0', []],
  // RFC 5322 4.3.
  ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06 0', ['obs-year «97»', 'obs-zone «GMT»']],
  ['1 Jan 49 00:00 EST', '2049-01-01T05:00:00 -300', ['obs-year «49»', 'obs-zone «EST»']],
  ['1 Jan 103 00:00 A', '2003-01-01T00:00:00 ?', ['obs-year «103»', 'obs-zone «A»']],
  [
    'Fri, 21 Nov 1997 09(comment):   55  :  06 -0600',
    '1997-11-21T15:55:06 -360',
    ['obs-date-space «(comment)»', 'obs-date-space «   »', 'obs-date-space «  »', 'obs-date-space «  »'],
  ],
  // What mail holds.
  ['Fri 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06 -360', ['date-weekday-separator «Fri»']],
  [
    'Friday, 21-Nov-97 09:55:06 GMT',
    '1997-11-21T09:55:06 0',
    [
      'date-day-of-week «Friday»',
      'date-separator «-»',
      'date-separator «-»',
      'obs-year «97»',
      'obs-zone «GMT»',
    ],
  ],
  ['Fri Nov 21 09:55:06 1997', '1997-11-21T09:55:06 ?', ['date-order «Nov 21»', 'date-zone-missing «»']],
  ['Fri Nov 21 09:55:06 EST 1997', '1997-11-21T14:55:06 -300', ['date-order «Nov 21»', 'obs-zone «EST»']],
  [
    'Nov, 21 1997 2:05:06 PM -0200',
    '1997-11-21T16:05:06 -120',
    ['date-order «Nov, 21»', 'date-two-digits «2»', 'date-half-day « PM»'],
  ],
  [
    '1997-11-21T09:55:06.5Z',
    '1997-11-21T09:55:06 0',
    ['date-iso «1997-11-21»', 'date-fraction «.5»', 'date-space-missing «Z»', 'obs-zone «Z»'],
  ],
  [
    '21 Nov 1997 9:55:06 GMT+0100',
    '1997-11-21T08:55:06 60',
    ['date-two-digits «9»', 'date-zone-syntax «GMT+0100»'],
  ],
  ['21 Nov 1997 09:55:06 CEST', '1997-11-21T09:55:06 ?', ['date-zone-name «CEST»']],
  ['21 Nov 1997 09:55:06 EST5EDT', '1997-11-21T14:55:06 -300', ['date-zone-name «EST5EDT»']],
  ['21 Nov 1997 09:55:06 +01:00', '1997-11-21T08:55:06 60', ['date-zone-syntax «+01:00»']],
  ['21 Nov 1997 09:55:06', '1997-11-21T09:55:06 ?', ['date-zone-missing «»']],
  ['21 Nov 1997 09:55:06+0100', '1997-11-21T08:55:06 60', ['date-space-missing «+»']],
  ['21 Nov 1997 09:55:06 +0100 CET', '1997-11-21T08:55:06 60', ['date-text-after «CET»']],
  [
    '31 Feb 2024 25:61:61 +1900',
    '2024-03-02T07:02:01 1140',
    [
      'date-day-range «31»',
      'date-hour-range «25»',
      'date-minute-range «61»',
      'date-second-range «61»',
      'date-zone-range «+1900»',
    ],
  ],
  [
    '21 November 1997 09.55 +0000',
    '1997-11-21T09:55:00 0',
    ['date-month «November»', 'date-time-separator «.»'],
  ],
  ['21 Nov 1897 09:55 +0000', '1897-11-21T09:55:00 0', ['date-year-early «1897»']],
  ['21 Foo 1997 09:55 +0000', 'none', ['date-month «Foo»']],
  [
    'Sent by 10.0.0.1; Fri, 21 Nov 1997 09:55:06 -0600',
    '1997-11-21T15:55:06 -360',
    ['date-syntax «Sent by 10.0.0.1; »'],
  ],
  ['tomorrow', 'none', ['date-syntax «tomorrow»']],
  ['21 Nov 1997', 'none', ['date-time-missing «»', 'date-zone-missing «»']],
  ['', 'none', ['date-empty «»']],
];

test('dates are read as far as they can be, with exact faults', () => {
  for (const [value, expected, faults] of dates) {
    assert.equal(read(value), expected, value);
    assert.deepEqual(faultsOf(`Date: ${value}`), faults, value);
  }
});

test('the parts of a date have their places', () => {
  const line = 'Date: Fri, 21 Nov 1997 09:55:06 -0600';
  const view = dateTime(fieldOf(line));
  const text = (part: { from: number; to: number } | undefined): string =>
    part ? line.slice(part.from, part.to) : '';
  assert.deepEqual(
    [
      view?.weekday,
      view?.day,
      view?.month,
      view?.year,
      view?.hour,
      view?.minute,
      view?.second,
      view?.zone,
    ].map(text),
    ['Fri', '21', 'Nov', '1997', '09', '55', '06', '-0600'],
  );
  assert.equal(view?.weekday?.value, 5);
});

test('the calendar agrees with the engine’s', () => {
  for (const iso of [
    '1970-01-01',
    '1900-02-28',
    '2000-02-29',
    '2024-12-06',
    '2100-03-01',
    '1899-12-31',
    '9999-12-31',
  ]) {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
    const date = new Date(`${iso}T00:00:00Z`);
    assert.equal(daysFromCivil(year, month, day) * 86_400_000, date.getTime(), iso);
    assert.equal(weekdayOf(year, month, day), date.getUTCDay(), iso);
  }
});
