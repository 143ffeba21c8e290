// Under which headings the messages of a folder stand: by day, month or year, sender, first letter, size.

import type { Envelope, Listing } from '../mail/mailStore.ts';

/** A heading. Plain data: whoever shows it finds the words. */
export type Heading =
  | { readonly kind: 'today' | 'yesterday' | 'thisWeek' | 'lastWeek' | 'later' | 'undated' }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'sender'; readonly name: string }
  | { readonly kind: 'letter'; readonly letter: string }
  /** Messages of at least so many octets, and fewer than the band above. */
  | { readonly kind: 'size'; readonly octets: number }
  /** A division of a heading of dates: its earliest and its latest message, ms since the epoch. */
  | { readonly kind: 'days'; readonly from: number; readonly to: number }
  /** A division of another heading: which of its messages, from 1. */
  | { readonly kind: 'places'; readonly first: number; readonly last: number };

/** How the messages of a list are put in order and under headings. */
export interface Grouping {
  readonly sort: Listing['sort'];
  /** Where sorted by date: by how long ago, or by year and by month within. */
  readonly dates: 'age' | 'year';
  /** The user's clock, ms since the epoch: what is today depends on it. Local time counts. */
  readonly now: number;
}

/** The headings of a message, from the outermost inwards. */
export function headingsOf(envelope: Envelope, grouping: Grouping): readonly Heading[] {
  switch (grouping.sort) {
    case 'date':
      return grouping.dates === 'year' ? yearAndMonth(envelope.date) : [day(envelope.date, grouping.now)];
    case 'from':
      return [{ kind: 'sender', name: envelope.from.trim() }];
    case 'subject':
      return [{ kind: 'letter', letter: firstLetter(envelope.subject) }];
    case 'size':
      return [{ kind: 'size', octets: SIZES.find((least) => envelope.size >= least) ?? 0 }];
  }
}

/** Dates, from and up to, of messages that stand under the same heading as this one; undefined where dates do not say. */
export function sameHeading(
  { date }: Envelope,
  { sort, dates }: Grouping,
): readonly [from: number, until: number] | undefined {
  if (sort !== 'date' || date <= 0) return undefined;
  const at = new Date(date);
  const [year, month] = [at.getFullYear(), at.getMonth()];
  if (dates === 'year') return [new Date(year, month, 1).getTime(), new Date(year, month + 1, 1).getTime()];
  return [startOfDay(date, 0), startOfDay(date, 1)];
}

/** Names a heading within what is around it; the same as long as its messages are. */
export function headingId(heading: Heading): string {
  switch (heading.kind) {
    case 'month':
      return `${heading.year}-${heading.month}`;
    case 'year':
      return String(heading.year);
    case 'sender':
      return `sender ${heading.name.toLowerCase()}`;
    case 'letter':
      return `letter ${heading.letter}`;
    case 'size':
      return `size ${heading.octets}`;
    case 'days':
      return `${heading.from} ${heading.to}`;
    case 'places':
      return String(heading.first);
    default:
      return heading.kind;
  }
}

/** The next midnight, when `today` is another day. */
export function endOfDay(now: number): number {
  return startOfDay(now, 1);
}

function day(date: number, now: number): Heading {
  if (date <= 0) return { kind: 'undated' };
  // A clock that is wrong by some hours is no prophet.
  if (date >= startOfDay(now, 2)) return { kind: 'later' };
  if (date >= startOfDay(now, 0)) return { kind: 'today' };
  if (date >= startOfDay(now, -1)) return { kind: 'yesterday' };
  // ISO 8601: weeks start on Monday.
  const monday = -((new Date(now).getDay() + 6) % 7);
  if (date >= startOfDay(now, monday)) return { kind: 'thisWeek' };
  if (date >= startOfDay(now, monday - 7)) return { kind: 'lastWeek' };
  const at = new Date(date);
  return { kind: 'month', year: at.getFullYear(), month: at.getMonth() };
}

function yearAndMonth(date: number): readonly Heading[] {
  if (date <= 0) return [{ kind: 'undated' }];
  const at = new Date(date);
  const year = at.getFullYear();
  return [
    { kind: 'year', year },
    { kind: 'month', year, month: at.getMonth() },
  ];
}

/** Local midnight, so many days from `now`; days have 23 or 25 hours twice a year. */
function startOfDay(now: number, days: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
}

/** RFC 5256 2.1: what replies and forwards put in front of a subject does not count. */
function firstLetter(subject: string): string {
  const base = subject
    .slice(0, LOOKED_AT)
    .replace(/^(?:\s|\[[^\]]*\]|(?:re|fwd?|aw|wg|sv|antw)\s*(?:\[[^\]]*\])?:)+/i, '');
  const [letter = ''] = base;
  if (/\p{L}/u.test(letter)) return letter.toUpperCase();
  return letter === '' ? '' : '#';
}

/** Lower bounds in octets, largest first. */
const SIZES = [10_485_760, 1_048_576, 102_400, 10_240, 0];
/** Characters of a subject. */
const LOOKED_AT = 200;
