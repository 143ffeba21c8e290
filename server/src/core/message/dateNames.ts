// The names in dates and the arithmetic of the calendar (RFC 5322 3.3, 4.3), without any clock.

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The day of the week of a name in any case, short or whole: 0 is Sunday. */
export function dayNumber(name: string): number | undefined {
  return indexOfName(name, DAYS, DAY_NAMES);
}

/** The month of a name in any case, short or whole (`Sept` too), 1 is January. */
export function monthNumber(name: string): number | undefined {
  const month = indexOfName(name, MONTHS, MONTH_NAMES);
  return month === undefined ? undefined : month + 1;
}

function indexOfName(name: string, short: readonly string[], whole: readonly string[]): number | undefined {
  const key = name.toLowerCase();
  const index = short.indexOf(key.slice(0, 3));
  return index >= 0 && key.length >= 3 && (whole[index] ?? '').startsWith(key) ? index : undefined;
}

/** The name of a day of the week as the Date field writes it; 0 is Sunday. */
export function dayName(day: number): string {
  return capital(DAYS[day] ?? '');
}

/** The name of a month as the Date field writes it; 1 is January. */
export function monthName(month: number): string {
  return capital(MONTHS[month - 1] ?? '');
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** The year of its digits; RFC 5322 4.3: two digits up to 49 are of this century, three count from 1900. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? year + 2000 : year + 1900;
  return digits.length === 3 ? year + 1900 : year;
}

/** How many days a month (from 1) has; 31 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to a day of the Gregorian calendar; month and day from 1. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // March is the first month here, so that the leap day is the last day of the year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of the week of a date; 0 is Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (((daysFromCivil(year, month, day) + 4) % 7) + 7) % 7;
}

/** RFC 5322 4.3: the names with a meaning, in minutes east of UTC; a military letter but Z says nothing. */
const ZONES = new Map<string, number | undefined>([
  ['ut', 0],
  ['gmt', 0],
  ['z', 0],
  ['edt', -240],
  ['est', -300],
  ['cdt', -300],
  ['cst', -360],
  ['mdt', -360],
  ['mst', -420],
  ['pdt', -420],
  ['pst', -480],
]);

/** True for the zone names of RFC 5322 4.3: those with a meaning, and the military letters (all but J). */
export function knownZone(name: string): boolean {
  return ZONES.has(name.toLowerCase()) || /^[a-ik-z]$/i.test(name);
}

/**
 * The minutes east of UTC that a zone stands for, as written: `+0130`, `-0500`, `EST`, `GMT+0100`, `+01:00`.
 * Undefined where it says nothing: `-0000` (RFC 5322 3.3), military letters, names nobody registered.
 */
export function zoneMinutes(zone: string): number | undefined {
  const name = zone.replaceAll('"', '').toLowerCase();
  const offset = /^[a-z]*([+-])(\d+)(?::(\d+))?$/.exec(name);
  if (!offset) return name === 'utc' ? 0 : (ZONES.get(name) ?? posixZone(name));
  const [, sign = '+', digits = '', minutes] = offset;
  if (sign === '-' && Number(digits) === 0) return undefined;
  const short = digits.length <= 2 || minutes !== undefined;
  const hours = short ? Number(digits) : Math.floor(Number(digits) / 100);
  const total = hours * 60 + (short ? Number(minutes ?? 0) : Number(digits) % 100);
  return sign === '-' ? -total : total;
}

/** `EST5EDT`, as the TZ variable of POSIX writes it: hours west of UTC. */
function posixZone(name: string): number | undefined {
  const west = /^[a-z]{3,5}(\d{1,2})(?:[a-z]{3,5})?$/.exec(name)?.[1];
  return west === undefined ? undefined : Number(west) * -60;
}
