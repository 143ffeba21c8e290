// Reads a date-time from its tree: its numbers with their places, and the instant it names (RFC 5322 3.3).

import { dayNumber, daysFromCivil, fullYear, monthNumber, zoneMinutes } from '../dateNames.ts';
import type { Field } from '../field.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';

/** A number of a date and where it stands; host offsets. */
export interface DatePart extends TextRange {
  readonly value: number;
}

/** A date-time as written. What the text does not say is undefined. */
export interface DateTimeView extends TextRange {
  /** The day of the week as written; 0 is Sunday. */
  readonly weekday: DatePart | undefined;
  readonly year: DatePart;
  /** From 1. */
  readonly month: DatePart;
  readonly day: DatePart;
  readonly hour: DatePart;
  readonly minute: DatePart;
  readonly second: DatePart | undefined;
  /** The zone in minutes east of UTC; its value is 0 where `zoneKnown` is false. */
  readonly zone: DatePart | undefined;
  /** Minutes east of UTC; undefined for `-0000`, an unknown name, or no zone. */
  readonly zoneMinutes: number | undefined;
  readonly zoneKnown: boolean;
  /** Milliseconds since 1970-01-01 UTC; a date without a known zone is taken as UTC (RFC 5322 4.3). */
  readonly epochMs: number;
}

/**
 * The first date of a field, or the one of a `DateTime` node; undefined where a part is missing or is no number.
 * Numbers out of range are given as written; `epochMs` carries them over (hour 25 is one o'clock of the next day).
 */
export function dateTime(field: Field, node = field.tree.root.find(Kind.DateTime)): DateTimeView | undefined {
  if (!node) return undefined;
  const part = (kind: Kind, value: (text: string) => number | undefined): DatePart | undefined => {
    const found = node.child(kind);
    return found && toPart(found, value(field.ownText(found.from, found.to)));
  };
  const year = part(Kind.Year, fullYear);
  const month = part(Kind.Month, (text) => monthNumber(text) ?? numeric(text));
  const day = part(Kind.Day, Number);
  const time = timeOf(field, node);
  if (!year || !month || !day || !time || month.value < 1 || month.value > 12) return undefined;
  const { hour, minute, second } = time;
  const zoneNode = node.child(Kind.Zone);
  const minutes = zoneNode && zoneMinutes(field.ownText(zoneNode.from, zoneNode.to));
  const days = daysFromCivil(year.value, month.value, day.value);
  return {
    from: node.from,
    to: node.to,
    weekday: part(Kind.DayOfWeek, dayNumber),
    year,
    month,
    day,
    hour,
    minute,
    second,
    zone: zoneNode && toPart(zoneNode, minutes ?? 0),
    zoneMinutes: minutes,
    zoneKnown: minutes !== undefined,
    epochMs:
      (((days * 24 + hour.value) * 60 + minute.value - (minutes ?? 0)) * 60 + (second?.value ?? 0)) * 1000,
  };
}

interface Time {
  readonly hour: DatePart;
  readonly minute: DatePart;
  readonly second: DatePart | undefined;
}

function timeOf(field: Field, node: SyntaxNode): Time | undefined {
  const time = node.child(Kind.TimeOfDay);
  if (!time) return undefined;
  const numbers: DatePart[] = [];
  for (const child of time.children()) {
    const value = child.kind === Kind.Number ? numeric(field.ownText(child.from, child.to)) : undefined;
    if (value !== undefined) numbers.push({ value, from: child.from, to: child.to });
  }
  const [hour, minute, second] = numbers;
  if (!hour || !minute) return undefined;
  const half = time.child(Kind.Junk);
  return { hour: half ? halfDay(hour, field.ownText(half.from, half.to)) : hour, minute, second };
}

/** The hour of a clock with two halves of the day: 12 AM is 0, 12 PM is 12. */
function halfDay(hour: DatePart, half: string): DatePart {
  const value = (hour.value % 12) + (/^p/i.test(half) ? 12 : 0);
  return hour.value > 12 ? hour : { ...hour, value };
}

function numeric(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function toPart(node: SyntaxNode, value: number | undefined): DatePart | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : { value, from: node.from, to: node.to };
}
