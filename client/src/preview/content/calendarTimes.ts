// When an event is: by the clock of whoever reads, and by the one it was written for.

import type { Calendar } from '../../inspect/calendar/readCalendar.ts';

type Entry = Calendar['entries'][number];
type Time = NonNullable<Entry['start']>;

export interface CalendarTimes {
  /** By the clock of the reader; empty where the zone is not known. */
  readonly own: string;
  /** As it was written, without a zone. */
  readonly theirs: string;
  /** `UTC`, a name, or empty for the clock of whoever reads. */
  readonly zone: string;
  readonly isDay: boolean;
}

/** @param timeZone of the reader. @returns undefined where there is no start. */
export function calendarTimes(
  { start, end }: Pick<Entry, 'start' | 'end'>,
  { locale, timeZone }: { readonly locale: string; readonly timeZone: string },
): CalendarTimes | undefined {
  if (!start) return undefined;
  const isDay = !start.text.includes('T');
  // RFC 5545: the end is the first moment that is not of it any more.
  const last = end && isDay ? wall(end) - DAY : end && wall(end);
  const theirs = range(wall(start), last, { locale, timeZone: 'UTC', isDay });
  const { zone } = start;
  if (isDay) return { own: theirs, theirs, zone: '', isDay };
  const first = epochOf(start);
  const until = end && epochOf(end);
  const own = first === undefined ? '' : range(first, until, { locale, timeZone, isDay });
  return { own, theirs, zone, isDay };
}

function range(
  from: number,
  to: number | undefined,
  {
    locale,
    timeZone,
    isDay,
  }: { readonly locale: string; readonly timeZone: string; readonly isDay: boolean },
): string {
  if (!Number.isFinite(from)) return '';
  const format = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: 'full', timeZone },
    ...(isDay ? {} : { timeStyle: 'short' }),
  });
  return to === undefined || !(to > from) ? format.format(from) : format.formatRange(from, to);
}

/** The time as if it were UTC, in ms. */
function wall({ text }: Time): number {
  return Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);
}

function epochOf(time: Time): number | undefined {
  return time.epoch ?? epochInZone(time.text, time.zone);
}

/** A moment of a zone that the calendar does not describe but the platform knows, in ms. */
export function epochInZone(text: string, zone: string): number | undefined {
  const local = Date.parse(`${text}Z`);
  if (!Number.isFinite(local) || zone === '') return undefined;
  try {
    // The second guess is right but for the hour that a clock skips.
    const guess = local - offsetOf(local, zone);
    return local - offsetOf(guess, zone);
  } catch {
    // It is no name of the IANA database.
    return undefined;
  }
}

/** Milliseconds east of UTC. */
function offsetOf(epoch: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(epoch);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - epoch;
}

const DAY = 86_400_000;
