// Dates written again as RFC 5322 3.3 wants them, where what is meant is certain.

import { dayName, daysInMonth, monthName, weekdayOf, zoneMinutes } from '../../message/dateNames.ts';
import type { Field } from '../../message/field.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import type { DateTimeView } from '../../message/views/dateTime.ts';
import type { Fix } from '../rule.ts';

/**
 * Writes the field's date anew; undefined where a number is out of range, the zone is missing or unknown, the month is
 * a number (which may be the day), the day of the week contradicts it, or a comment stands inside.
 */
export function rewriteDate(field: Field): Fix | undefined {
  const date = dateTime(field);
  if (!date?.zone || !inRange(date)) return undefined;
  const { from, to } = { from: date.from, to: date.zone.to };
  const written = field.ownText(from, to);
  const iso = /^\d{4}-/.test(written);
  if (written.includes('(') || (!iso && /^\d/.test(field.ownText(date.month.from, date.month.to)))) {
    return undefined;
  }
  const zone = zoneText(field.ownText(date.zone.from, date.zone.to));
  const actual = weekdayOf(date.year.value, date.month.value, date.day.value);
  if (zone === undefined || (date.weekday && date.weekday.value !== actual)) return undefined;
  const insert = `${dayName(actual)}, ${dayAndTime(date)} ${zone}`;
  // A fraction of a second has no place in a mail date.
  const safe = !/\d[.,]\d+/.test(written.replace(/\d\.\d\d\.\d\d/, ''));
  // Where it is folded is no fault: written in one line it might be too long, and be folded again.
  return insert === written.replace(FOLD, ' ')
    ? undefined
    : { title: `Write the date as ${insert}`, edits: [{ from, to, insert }], safe };
}

/** A zone as digits; undefined for one that names no offset. RFC 5322 4.3: a military letter says no more than -0000. */
export function zoneText(zone: string): string | undefined {
  const minutes = zoneMinutes(zone);
  if (minutes === undefined) return /^(?:-0000|[a-ik-y])$/i.test(zone) ? '-0000' : undefined;
  return offsetText(minutes);
}

/** Minutes east of UTC as `+hhmm`; undefined for what no place on earth has. */
export function offsetText(minutes: number): string | undefined {
  if (minutes < -12 * 60 || minutes > 14 * 60) return undefined;
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}${two(distance % 60)}`;
}

function inRange({ year, month, day, hour, minute, second }: DateTimeView): boolean {
  const known =
    year.value >= 1900 &&
    year.value <= 9999 &&
    day.value >= 1 &&
    day.value <= daysInMonth(year.value, month.value);
  return known && hour.value <= 23 && minute.value <= 59 && (second?.value ?? 0) <= 60;
}

function dayAndTime({ year, month, day, hour, minute, second }: DateTimeView): string {
  const time = [hour, minute, ...(second ? [second] : [])].map(({ value }) => two(value)).join(':');
  return `${two(day.value)} ${monthName(month.value)} ${String(year.value)} ${time}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const FOLD = /[ \t]*\r?\n[ \t]+/g;
