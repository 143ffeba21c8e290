// Small wordings that several features share: sizes, counts, spans of time.

/** A size for people: `1 byte`, `640 bytes`, `1.4 KB`, `25 MB`; a kilobyte has 1,024 octets. */
export function sizeText(octets: number): string {
  if (octets < 1024) return count(octets, 'byte');
  let value = octets;
  let unit = '';
  for (unit of ['KB', 'MB', 'GB', 'TB']) {
    value /= 1024;
    if (value < 999.5) break;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}

/** `1 field`, `3 fields`, `12,345 fields`; `plural` for a noun that does not take an s. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(number)} ${number === 1 ? noun : plural}`;
}

/** A span of time in its two largest units: `3 days 2 hours`, `14 minutes`, `2.5 seconds`. */
export function spanText(ms: number): string {
  const span = Math.abs(ms);
  if (span < 10_000) return count(Math.round(span / 100) / 10, 'second');
  let rest = Math.round(span / 1000);
  const words: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const number = Math.floor(rest / seconds);
    rest -= number * seconds;
    if (number > 0) words.push(count(number, unit));
    if (words.length > 0 && (number === 0 || words.length === 2)) break;
  }
  return words.join(' ');
}

/** How long ago a moment is, or how far ahead: `3 hours 4 minutes ago`, `in 2 days`, `just now`. */
export function ageText(epochMs: number, now: number): string {
  if (Math.abs(now - epochMs) < 1000) return 'just now';
  return now > epochMs ? `${spanText(now - epochMs)} ago` : `in ${spanText(epochMs - now)}`;
}

/** A fact that stands alone starts with a capital. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function groupDigits(number: number): string {
  const [whole = '', fraction] = String(number).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const UNITS: readonly (readonly [unit: string, seconds: number])[] = [
  ['year', 365.25 * 86_400],
  ['month', 30.4375 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];
