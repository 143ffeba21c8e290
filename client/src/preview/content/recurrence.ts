// The rule of a series in words (RFC 5545), as far as words are sure.

import { fill } from './fill.ts';

/** @param words by their keys: `every-WEEKLY`, `repeatTimes`. @returns empty where the rule says more than we can. */
export function recurrenceWords(
  rule: string,
  words: Readonly<Record<string, string>>,
  locale: string,
): string {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .filter((part) => part !== '')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  if ([...parts.keys()].some((name) => !KNOWN.has(name))) return '';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const frequency = parts.get('FREQ') ?? '';
  const said = [
    fill(words[`${interval === 1 ? 'every' : 'everyMany'}-${frequency}`] ?? '', interval),
    daysWords(parts.get('BYDAY'), words, locale),
    monthDayWords(parts.get('BYMONTHDAY'), words),
    monthsWords(parts.get('BYMONTH'), words, locale),
    parts.has('COUNT') ? fill(words['repeatTimes'] ?? '', parts.get('COUNT') ?? '') : undefined,
    untilWords(parts.get('UNTIL'), words, locale),
  ];
  if (said.includes('')) return '';
  return said.filter((one) => one !== undefined).join(', ');
}

function daysWords(
  days: string | undefined,
  words: Readonly<Record<string, string>>,
  locale: string,
): string | undefined {
  if (days === undefined) return undefined;
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const names = days.split(',').map((day) => {
    const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day);
    if (!found) return '';
    const [, nth, weekday = ''] = found;
    // 1 January 2024 was a Monday.
    const shown = name.format(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(weekday)));
    return nth === undefined ? shown : fill(words[`nth-${String(Number(nth))}`] ?? '', shown);
  });
  if (names.includes('')) return '';
  return fill(words['repeatOn'] ?? '', new Intl.ListFormat(locale).format(names));
}

function monthDayWords(
  days: string | undefined,
  words: Readonly<Record<string, string>>,
): string | undefined {
  if (days === undefined) return undefined;
  if (days === '-1') return words['repeatLastDay'] ?? '';
  return /^\d{1,2}(?:,\d{1,2})*$/.test(days)
    ? fill(words['repeatDay'] ?? '', days.replaceAll(',', ', '))
    : '';
}

function monthsWords(
  months: string | undefined,
  words: Readonly<Record<string, string>>,
  locale: string,
): string | undefined {
  if (months === undefined) return undefined;
  const numbers = months.split(',').map(Number);
  if (numbers.some((month) => !(month >= 1 && month <= 12))) return '';
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const names = numbers.map((month) => name.format(Date.UTC(2024, month - 1, 1)));
  return fill(words['repeatMonth'] ?? '', new Intl.ListFormat(locale).format(names));
}

function untilWords(
  until: string | undefined,
  words: Readonly<Record<string, string>>,
  locale: string,
): string | undefined {
  if (until === undefined) return undefined;
  const found = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(until);
  if (!found) return '';
  const [, year, month, day] = found.map(Number);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return fill(words['repeatUntil'] ?? '', date.format(Date.UTC(year ?? 0, (month ?? 1) - 1, day)));
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** When a week starts changes nothing that is said here but for every second week, which stands beside it as written. */
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST']);
