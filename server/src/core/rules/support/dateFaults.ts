// What rules say about the faults of a date.

import type { FaultMessages } from './faultReports.ts';

/** The sentences by message; `{text}` is what is written, `{detail}` the number or name. */
export const dateMessages = {
  empty: '{field} has no date',
  unreadable: '“{text}” cannot be read as a date',
  behind: '“{text}” stands behind the end of the date',
  weekday: '“{text}” is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun',
  comma: 'A comma is missing behind the day of the week',
  day: 'The month has no day {detail}',
  month: '“{text}” is not one of Jan to Dec',
  year: '“{text}” is not a year',
  early: 'The year {detail} is before 1900',
  hour: 'There is no hour {detail}',
  minute: 'There is no minute {detail}',
  second: 'There is no second {detail}',
  zoneMissing: 'The zone is missing',
  zone: 'The zone “{text}” is not a sign and four digits',
  order: 'The day stands in front of the month in a mail date',
  iso: 'A mail date is written with words, as in 6 Dec 2024',
  separator: '“{text}” must not stand between the parts of the date',
  space: 'A space is missing here',
  time: 'The time of day is missing',
  twoDigits: '“{text}” is not two digits',
  colon: 'Hours, minutes and seconds are separated by colons',
  fraction: 'A mail date has no fractions of a second',
  half: 'A mail date counts hours from 00 to 23, without “{text}”',
} as const;

/** The faults that no date may have, by message. */
export const dateFaults = {
  'date-empty': 'empty',
  'date-syntax': 'unreadable',
  'date-text-after': 'behind',
  'date-day-of-week': 'weekday',
  'date-weekday-separator': 'comma',
  'date-day-range': 'day',
  'date-month': 'month',
  'date-year': 'year',
  'date-year-early': 'early',
  'date-hour-range': 'hour',
  'date-minute-range': 'minute',
  'date-second-range': 'second',
  'date-zone-missing': 'zoneMissing',
  'date-zone-syntax': 'zone',
  'date-order': 'order',
  'date-iso': 'iso',
  'date-separator': 'separator',
  'date-space-missing': 'space',
  'date-time-missing': 'time',
  'date-two-digits': 'twoDigits',
  'date-time-separator': 'colon',
  'date-fraction': 'fraction',
  'date-half-day': 'half',
} as const satisfies FaultMessages<keyof typeof dateMessages>;
