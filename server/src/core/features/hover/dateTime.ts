// Hover of a date: in words, in the reader's own time, in UTC, its age, and whether the weekday is right.

import { weekdayOf } from '../../message/dateNames.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import type { DateTimeView } from '../../message/views/dateTime.ts';
import { rfc } from '../../registry/reference.ts';
import { obsoleteZone } from '../../registry/timeZones.ts';
import { inlineCode, ownText } from '../markdown.ts';
import { ageText, capitalized } from '../words.ts';
import { explained, facts, hoverOf, link } from './hoverTypes.ts';
import type { FieldContext, NodeHover } from './hoverTypes.ts';

/** Explains a date-time of RFC 5322 3.3. */
export const dateTimeHover: NodeHover = (context, node) => {
  const date = dateTime(context.field, node);
  if (!date) return hoverOf(node, 'This date cannot be read.', link(rfc(5322, '3.3')));
  return hoverOf(date, `**${inWords(date)}**`, facts(...dateFacts(context, date)));
};

/** The lines about a date that a hover of something else (a trace field) shows too. */
export function dateFacts(
  { field, ports }: FieldContext,
  date: DateTimeView,
): readonly (string | undefined)[] {
  // Years have up to nine digits; the calendar of the host ends long before (ECMA-262 21.4.1.1).
  const shown = Math.abs(date.epochMs) <= MAX_EPOCH;
  return [
    shown ? `Your time: ${ownText(ports.localTime(date.epochMs))}` : undefined,
    shown ? `UTC: ${new Date(date.epochMs).toISOString().replace('T', ' ').replace('.000Z', '')}` : undefined,
    shown ? capitalized(ageText(date.epochMs, ports.now())) : undefined,
    weekdayFact(date),
    zoneFact(date, date.zone && field.ownText(date.zone.from, date.zone.to)),
  ];
}

/** `Friday, 6 December 2024, 10:30:00`, with the zone as an offset. */
export function inWords(date: DateTimeView): string {
  const { year, month, day, hour, minute, second, zoneMinutes } = date;
  const time = [hour.value, minute.value, ...(second ? [second.value] : [])].map(twoDigits).join(':');
  const weekday = DAYS[weekdayOf(year.value, month.value, day.value)] ?? '';
  const zone = zoneMinutes === undefined ? '' : ` ${offsetText(zoneMinutes)}`;
  return `${weekday}, ${dayText(date)}, ${time}${zone}`;
}

function dayText({ year, month, day }: DateTimeView): string {
  return `${String(day.value)} ${MONTHS[month.value - 1] ?? ''} ${String(year.value)}`;
}

function weekdayFact(date: DateTimeView): string | undefined {
  const right = weekdayOf(date.year.value, date.month.value, date.day.value);
  if (!date.weekday || date.weekday.value === right) return undefined;
  return `The weekday is wrong: ${dayText(date)} is a ${DAYS[right] ?? ''}, not a ${DAYS[date.weekday.value] ?? ''}`;
}

function zoneFact(date: DateTimeView, written: string | undefined): string | undefined {
  if (written === undefined) return 'No zone: read as UTC';
  const zone = obsoleteZone(written);
  if (zone) {
    return `${inlineCode(written)}: ${explained({ summary: `${zone.meaning}.`, reference: zone.reference })}`;
  }
  if (date.zoneKnown) return undefined;
  return `${inlineCode(written)} does not tell where it was written: read as UTC ${link(rfc(5322, '3.3'))}`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return (minutes < 0 ? '-' : '+') + twoDigits(Math.floor(size / 60)) + twoDigits(size % 60);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MAX_EPOCH = 8.64e15;
