// How long ago, when, and how large, in the words of the user's language.

/** How long ago a message is, short: `5m ago`, `3d ago`; further back its day. */
export function age(date: number, now: number, locale: string): string {
  if (date <= 0) return '';
  const seconds = Math.round((now - date) / 1000);
  const [, unit, length] = AGES.find(([below]) => Math.abs(seconds) < below) ?? [];
  if (unit !== undefined && length !== undefined) {
    return formatsOf(locale).relative.format(-Math.trunc(seconds / length), unit);
  }
  const at = new Date(date);
  const year = at.getFullYear();
  const { day, dayOfYear, days } = formatsOf(locale);
  const format = year === new Date(now).getFullYear() ? day : dayOfYear;
  const key = `${String(format === day)} ${year} ${at.getMonth()} ${at.getDate()}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  if (days.size > MAX_DAYS) days.clear();
  const text = format.format(date);
  days.set(key, text);
  return text;
}

interface Formats {
  readonly relative: Intl.RelativeTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly dayOfYear: Intl.DateTimeFormat;
  readonly spanOfDays: Intl.DateTimeFormat;
  readonly spanOfHours: Intl.DateTimeFormat;
  /** Days that were written lately: the messages of a day follow each other. */
  readonly days: Map<string, string>;
}

const formats = new Map<string, Formats>();

/** Made once: to make one takes longer than to draw a row, and a folder has thousands. */
function formatsOf(locale: string): Formats {
  const known = formats.get(locale);
  if (known) return known;
  const made: Formats = {
    relative: new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' }),
    day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
    dayOfYear: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    spanOfDays: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }),
    spanOfHours: new Intl.DateTimeFormat(locale, {
      ...{ day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' },
    }),
    days: new Map(),
  };
  formats.set(locale, made);
  return made;
}

/** Day and time in full. */
export function moment(date: number, locale: string): string {
  if (date <= 0) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(date);
}

/** A month of a year, from 0. */
export function monthName(year: number, month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(new Date(year, month, 1));
}

/** From one time to another, as short as it is clear: days, or hours of one day. */
export function span(from: number, to: number, locale: string): string {
  const oneDay = new Date(from).setHours(0, 0, 0, 0) === new Date(to).setHours(0, 0, 0, 0);
  const { spanOfDays, spanOfHours } = formatsOf(locale);
  return (oneDay ? spanOfHours : spanOfDays).formatRange(from, to);
}

/** A number of octets, short: `17 kB`. */
export function size(octets: number, locale: string): string {
  let value = octets;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const maximumFractionDigits = value < 10 && unit > 0 ? 1 : 0;
  const unitDisplay = unit === 0 ? 'long' : 'short';
  const style = { style: 'unit', unit: UNITS[unit], unitDisplay, maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, style).format(value);
}

const MAX_DAYS = 4000;
/** Below how many seconds, which unit, and its seconds. */
const AGES: readonly (readonly [number, Intl.RelativeTimeFormatUnit, number])[] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [604_800, 'day', 86_400],
];
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
