// The time stamps, ids and words that stand before a mark, in the forms logs write them.

/** A form of time stamp: its pattern, and its milliseconds since a moment that all stamps of the form share. */
interface StampForm {
  readonly pattern: string;
  readonly read: (text: string) => number | undefined;
}

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const CLOCK = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?`;

/** From the most to the least telling. */
const forms: readonly StampForm[] = [
  {
    // 2026-11-20T23:43:26.123Z, 2026/11/20 23:43:26,123
    pattern: String.raw`(?:(?:${DAYS}),? )?\d{4}[-/.]\d\d[-/.]\d\d(?:[T ,]| - )+${CLOCK}${ZONE}`,
    read: (text) => dated(text, /(\d{4})\D(\d\d)\D(\d\d)/, [1, 2, 3]),
  },
  {
    // 11-20 23:43:26.123: a month and a day
    pattern: String.raw`\d\d-\d\d ${CLOCK}`,
    read: (text) => dated(text, /()(\d\d)-(\d\d)/, [1, 2, 3]),
  },
  {
    // 20.11.2026 23:43:26, 20/Nov/2026:23:43:26 +0000
    pattern: String.raw`\d{1,2}[./-](?:\d{1,2}|${MONTHS})[./-]\d{2,4}[ ,:T]+${CLOCK}${ZONE}`,
    read: (text) => dated(text, /(\d{1,2})[./-](\w+)[./-](\d{2,4})/, [3, 2, 1]),
  },
  {
    // Fri, 20 Nov 2026 23:43:26 +0000
    pattern: String.raw`(?:(?:${DAYS}),? )?\d{1,2} (?:${MONTHS}) \d{4} ${CLOCK}${ZONE}`,
    read: (text) => dated(text, /(\d{1,2}) (\w{3}) (\d{4})/, [3, 2, 1]),
  },
  {
    // Nov 20 23:43:26, Fri Nov 20 23:43:26 2026
    pattern: String.raw`(?:(?:${DAYS}),? )?(?:${MONTHS}) {1,2}\d{1,2},? (?:\d{4},? )?${CLOCK}(?: \d{4}\b)?`,
    read: (text) => dated(text, /(\b(?:19|20)\d\d\b)?.*?([A-Z][a-z]{2}) +(\d{1,2})\b/, [1, 2, 3]),
  },
  { pattern: CLOCK, read: (text) => clock(text) },
  {
    // 43:24.20: minutes, seconds, hundredths
    pattern: String.raw`\d\d:\d\d\.\d{1,6}`,
    read: (text) => clock(`0:${text}`),
  },
  {
    // 1795218221.051547, 1795218221051
    pattern: String.raw`\d{13}|\d{9,10}(?:\.\d{1,9})?`,
    read: (text) => (/^\d{13}$/.test(text) ? Number(text) : Number(text) * 1000),
  },
  {
    // @4000000065f1a2b30a1b2c3d: the label of TAI64N
    pattern: '@4[0-9a-f]{23}',
    read: (text) => Number.parseInt(text.slice(2, 17), 16) * 1000 + Number.parseInt(text.slice(17), 16) / 1e6,
  },
  {
    // +0.013s, 0.001035417
    pattern: String.raw`\+?\d{1,7}\.\d{2,9}s?|\+\d{1,9}ms`,
    read: (text) => (text.endsWith('ms') ? 1 : 1000) * Number.parseFloat(text),
  },
];

/** The source of a pattern that matches a time stamp in any form. */
export const stampPattern = forms.map(({ pattern }) => `(?:${pattern})`).join('|');

const STAMP = new RegExp(String.raw`(?<![\w.]|\d:)(?:${stampPattern})(?!\w|:(?![ \t]|$))`);
const STAMPS = new RegExp(STAMP.source, 'g');
const ANCHORED = forms.map(({ pattern, read }) => ({ pattern: new RegExp(`^(?:${pattern})$`), read }));

/** The milliseconds of the first time stamp in a prefix; undefined where it has none. */
export function timeOf(prefix: string): number | undefined {
  if (prefix.length > MAX_PREFIX) prefix = prefix.slice(0, MAX_PREFIX);
  if (!DIGIT.test(prefix)) return undefined;
  const found = STAMP.exec(prefix)?.[0];
  if (found === undefined) return undefined;
  const time = ANCHORED.find(({ pattern }) => pattern.test(found))?.read(found);
  return time === undefined || Number.isNaN(time) ? undefined : time;
}

/** What of a prefix stays the same from line to line: all but its time stamps. */
export function withoutStamps(prefix: string): string {
  return !DIGIT.test(prefix) ? prefix : prefix.replace(STAMPS, '');
}

/** The id of a connection in a prefix without stamps: `[O91N]`, `smtpd[31772]`, `<7f3a>`, `(17)`, `0x55d0`, `#12`. */
export function idOf(prefix: string): string | undefined {
  const [whole] = ID.exec(prefix) ?? [];
  return whole;
}

const ID = /\[[\w:.@#/+-]{2,80}\]|<[\w:.@#/+-]{2,80}>|\([\w:.@#/+-]{2,80}\)|\b0x[0-9a-f]{4,16}\b|#\d+/;

/**
 * The source of a pattern that matches one word of a prefix: a time stamp, a level, an id, a name with a colon. A prefix
 * is any number of them in any order, so combinations that nobody listed are read too.
 */
export const prefixWord = [
  // A syslog line has a host name behind its stamp.
  String.raw`(?:<\d{1,3}>)?(?:(?:${MONTHS}) {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.,Z+-]{8,24})(?: [\w.-]+)? [\w./-]+\[\d+\]:`,
  String.raw`[[(<]?(?:${stampPattern})[\])>]?[:,]?`,
  String.raw`[[(<]?(?:DEBUG|INFO|TRACE|NOTICE|WARN(?:ING)?|ERROR|FINE(?:R|ST)?|VERBOSE|LOG)[\])>]?:?`,
  // neomutt's level follows its time.
  String.raw`\[[^\]\r\n]{1,80}\](?:<\d>|:\d{1,5})?:?`,
  // An address, a value with its name.
  String.raw`\d{1,3}(?:\.\d{1,3}){3}(?:[:.]\d{1,5})?:?`,
  String.raw`[\w.-]{1,40}=[\w.:@#/+-]{1,60}`,
  String.raw`\([^()\r\n]{1,80}\):?`,
  String.raw`<[\w:.@-]{2,80}>`,
  String.raw`[\w./@-]{1,60}\[[\w:.-]{1,60}\]:?`,
  String.raw`[A-Za-z][\w./-]{0,60}:(?::?[\w-]{1,40}(?::{1,2}[\w-]{1,40}){0,5})?:{0,2}`,
  String.raw`(?:E?SMTPS?A?|LMTP|IMAP4?S?|POP3?S?)`,
  String.raw`#?(?:0x)?[0-9a-f]{1,16}:?`,
  // Android's levels and tags.
  String.raw`[A-Z]/[\w.-]{1,40}(?:\( *\d{1,8}\))?:?`,
  String.raw`[VDIWEF](?=[ \t])`,
  // A function, a span.
  String.raw`[\w.:$-]{1,60}\(\):?`,
  String.raw`[\w.:-]{1,60}\{[^}\r\n]{0,80}\}:?`,
  // A thread, a class, a program before a dash.
  String.raw`[A-Za-z][\w$.-]{0,60}[\d.][\w$.-]{0,60}`,
  String.raw`[\w./-]{1,60}(?= [-–—|] )`,
  // Numbers of lines, quotation, items of lists.
  String.raw`\d{1,7}[.)]`,
  String.raw`>{1,5}|\*`,
  String.raw`[|–—:]|-{1,3}`,
].join('|');

const MAX_PREFIX = 400;
/** Every stamp has one; the patterns of all stamps take milliseconds to compile. */
const DIGIT = /\d/;

/** Milliseconds of a date and the clock behind it; the order says which group is year, month and day. */
function dated(text: string, pattern: RegExp, order: readonly [number, number, number]): number | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [year, second, third] = order.map((group) => match[group] ?? '1');
  let month = second ?? '1';
  let day = third ?? '1';
  // Where the clock has two halves, the month stands first; so it does where the second number is too great for one.
  if (AMERICAN.test(text) || monthNumber(month) >= MONTHS_A_YEAR) [month, day] = [day, month];
  return Date.UTC(Number(year), monthNumber(month), Number(day)) + (clock(text) ?? 0) - zone(text);
}

const AMERICAN = /^\d{1,2}\/\d{1,2}\/.* ?[AP]M$/;
const MONTHS_A_YEAR = 12;

function monthNumber(month: string): number {
  const named = MONTHS.split('|').indexOf(month.slice(0, 3));
  return named < 0 ? Number(month) - 1 : named;
}

function clock(text: string): number | undefined {
  const match = /(?<!\d)(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([AP])M)?/.exec(text);
  if (!match) return undefined;
  const [, hour = '0', minute = '0', second = '0', fraction = '0', half] = match;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`0.${fraction}`) * 1000;
}

function zone(text: string): number {
  const match = /:\d\d(?:[.,]\d+)? ?([+-])(\d\d):?(\d\d)\b/.exec(text);
  if (!match) return 0;
  const [, sign, hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
