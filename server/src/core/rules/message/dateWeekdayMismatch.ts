// Rule message/date-weekday-mismatch: the day of the week is not the one the date falls on.

import { weekdayOf } from '../../message/dateNames.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/date-weekday-mismatch',
  scope: 'field',
  // Much mail in the wild gets it wrong and is read without trouble.
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['date', 'resent-date'],
  references: [rfc(5322, '3.3')],
  summary: 'The day of the week is not the one the date falls on.',
  why:
    'RFC 5322 wants the name of the day the date falls on. Readers ignore the name and sort by the date, but filters ' +
    'take the contradiction for a sign of forged or carelessly generated mail.',
  messages: { mismatch: '{date} is a {weekday}' },
  examples: {
    valid: [
      { text: 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n' },
      { text: 'Date: 06 Dec 2024 10:30:00 +0100\n' },
    ],
    invalid: [
      {
        text: 'Date: «Wed», 06 Dec 2024 10:30:00 +0100\n',
        fixed: 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n',
      },
    ],
  },
  check({ field }, { report }) {
    const date = dateTime(field);
    if (!date?.weekday) return;
    const { day, month, year, weekday } = date;
    const actual = weekdayOf(year.value, month.value, day.value);
    if (actual === weekday.value) return;
    const name = WEEKDAYS[actual] ?? '';
    report({
      message: 'mismatch',
      at: weekday,
      data: {
        date: `${String(day.value)} ${MONTHS[month.value - 1] ?? ''} ${String(year.value)}`,
        weekday: name,
      },
      fix: () => ({
        title: `Change the day of the week to ${name.slice(0, 3)}`,
        edits: [{ from: weekday.from, to: weekday.to, insert: name.slice(0, 3) }],
        safe: true,
      }),
    });
  },
});

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
