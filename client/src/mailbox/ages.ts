// How long ago, when, and how large, in the words of the user's language.

/** How long ago a message is, short: `5m ago`, `3d ago`; further back its day. */
export function age(date: number, now: number, locale: string): string {
  if (date <= 0) return '';
  const seconds = Math.round((now - date) / 1000);
  const [, unit, length] = AGES.find(([below]) => Math.abs(seconds) < below) ?? [];
  if (unit !== undefined && length !== undefined) {
    const format = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' });
    return format.format(-Math.trunc(seconds / length), unit);
  }
  const sameYear = new Date(date).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(date);
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

/** Below how many seconds, which unit, and its seconds. */
const AGES: readonly (readonly [number, Intl.RelativeTimeFormatUnit, number])[] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [604_800, 'day', 86_400],
];
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
