// Rules of series in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { recurrenceWords } from './recurrence.ts';

const words = {
  'every-DAILY': 'every day',
  'every-MONTHLY': 'every month',
  'everyMany-WEEKLY': 'every {0} weeks',
  'every-YEARLY': 'every year',
  repeatOn: 'on {0}',
  repeatDay: 'on day {0}',
  repeatMonth: 'in {0}',
  repeatTimes: '{0} times',
  repeatUntil: 'until {0}',
  'nth--1': 'the last {0}',
};

for (const [rule, expected] of [
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10', 'every 2 weeks, on Monday and Wednesday, 10 times'],
  [
    'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20251231T225959Z',
    'every month, on the last Friday, until December 31, 2025',
  ],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'every year, on day 29, in February'],
  // What cannot be said is not said half.
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', ''],
  ['FREQ=MONTHLY;BYDAY=7MO', ''],
  ['FREQ=HOURLY', ''],
  ['', ''],
] as const) {
  test(`${rule} is ${expected === '' ? 'left as it stands' : expected}`, () => {
    assert.equal(recurrenceWords(rule, words, 'en-US'), expected);
  });
}
