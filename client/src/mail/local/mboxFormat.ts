// How messages stand in an mbox (RFC 4155, appendix A): the line in front of each, and quoted `From ` lines.

import type { MboxFlavour } from '../account.ts';

export function hasContentLength(flavour: MboxFlavour): boolean {
  return flavour === 'mboxcl' || flavour === 'mboxcl2';
}

/** Whether a line can stand in front of a message: somebody, and a time of day with a year. */
export function isSeparator(line: string): boolean {
  return SEPARATOR.test(line);
}

/** The time of a separator line in ms since the epoch; undefined where it has none that can be read. */
export function separatorTime(line: string): number | undefined {
  const match =
    /\b([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:[A-Z]{1,5}\s+)?(\d{4})\b/.exec(line);
  const [, month = '', day, hour, minute, second = '0', year] = match ?? [];
  const index = MONTHS.indexOf(month);
  if (index < 0) return undefined;
  return Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
}

/** The line in front of a message that came at `time`, with its line end. */
export function separatorLine(time: number, lineEnd: string): string {
  const date = new Date(time);
  const known = Number.isNaN(date.getTime()) ? new Date(0) : date;
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = [known.getUTCHours(), known.getUTCMinutes(), known.getUTCSeconds()].map(two).join(':');
  const day = String(known.getUTCDate()).padStart(2);
  const weekday = WEEKDAYS[known.getUTCDay()] ?? 'Thu';
  const month = MONTHS[known.getUTCMonth()] ?? 'Jan';
  const year = String(Math.max(0, known.getUTCFullYear())).padStart(4, '0');
  return `From MAILER-DAEMON ${weekday} ${month} ${day} ${clock} ${year}${lineEnd}`;
}

/** A message as it is written: separator, quoted lines, the empty line behind it. */
export function mboxEntry(octets: Uint8Array, flavour: MboxFlavour, time: number): Uint8Array {
  const text = textOf(octets);
  const lineEnd = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const quoted = quote(text, flavour);
  const counted = hasContentLength(flavour) ? withContentLength(quoted, lineEnd) : quoted;
  const ended = counted.endsWith('\n') || counted === '' ? '' : lineEnd;
  return octetsOf(`${separatorLine(time, lineEnd)}${counted}${ended}${lineEnd}`);
}

function quote(text: string, flavour: MboxFlavour): string {
  switch (flavour) {
    case 'mboxo':
      return text.replace(/(^|\n)(?=From )/g, '$1>');
    case 'mboxrd':
    case 'mboxcl':
      return text.replace(/(^|\n)(?=>*From )/g, '$1>');
    case 'mboxcl2':
      return text;
  }
}

/** With the field at the end of the header, where readers of all kinds look for it. */
function withContentLength(text: string, lineEnd: string): string {
  const empty = /(^|\n)(\r?\n)/.exec(text);
  // A header alone ends where the message does: the empty line behind it would be taken for its body.
  if (!empty) return text;
  const at = empty.index + (empty[1] ?? '').length;
  const body = at + (empty[2] ?? '').length;
  return `${text.slice(0, at)}Content-Length: ${text.length - body}${lineEnd}${text.slice(at)}`;
}

/**
 * The octets of a message from those in the file, piece by piece.
 * @param dropped the range of the Content-Length field, which is the file's: offsets in what comes.
 */
export async function* unquoted(
  pieces: AsyncIterable<Uint8Array>,
  flavour: MboxFlavour,
  dropped: { readonly from: number; readonly to: number } | undefined,
): AsyncGenerator<Uint8Array> {
  const whole = dropped ? without(pieces, dropped) : pieces;
  if (flavour === 'mboxcl2') {
    yield* whole;
    return;
  }
  const pattern = flavour === 'mboxo' ? /(?<=^|\n)>(?=From )/g : /(?<=^|\n)>(?=>*From )/g;
  let open = new Uint8Array(0);
  // A line that starts in front of a piece does not start with it: a character that no line starts behind stands for it.
  let before = '';
  for await (const piece of whole) {
    const octets = joinedOctets(open, piece);
    const text = textOf(octets);
    const keep = openFrom(text, before === '');
    yield withoutMarks(octets.subarray(0, keep), `${before}${text.slice(0, keep)}`, before.length, pattern);
    open = octets.slice(keep);
    if (keep > 0) before = text[keep - 1] === '\n' ? '' : '.';
  }
  if (open.length > 0) yield withoutMarks(open, `${before}${textOf(open)}`, before.length, pattern);
}

/** Where the start of a line stands at the end of a piece that may turn out to be quoted, or the end. */
function openFrom(text: string, startsLine: boolean): number {
  const line = text.lastIndexOf('\n') + 1;
  if (line === 0 && !startsLine) return text.length;
  const rest = text.slice(line, line + MAX_QUOTES);
  return text.length - line < MAX_QUOTES && /^>*(?:F|Fr|Fro|From)?$/.test(rest) ? line : text.length;
}

/** In one piece: a mark in each line would make as many pieces as lines. */
function withoutMarks(octets: Uint8Array, text: string, shift: number, pattern: RegExp): Uint8Array {
  const marks = Array.from(text.matchAll(pattern), ({ index }) => index - shift);
  if (marks.length === 0) return octets;
  const kept = new Uint8Array(octets.length - marks.length);
  let from = 0;
  for (const [index, mark] of marks.entries()) {
    kept.set(octets.subarray(from, mark), from - index);
    from = mark + 1;
  }
  kept.set(octets.subarray(from), from - marks.length);
  return kept;
}

async function* without(
  pieces: AsyncIterable<Uint8Array>,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const piece of pieces) {
    const end = at + piece.length;
    const head = piece.subarray(0, Math.max(0, Math.min(piece.length, from - at)));
    const tail = piece.subarray(Math.max(0, Math.min(piece.length, to - at)));
    if (end <= from || at >= to) yield piece;
    else {
      if (head.length > 0) yield head;
      if (tail.length > 0) yield tail;
    }
    at = end;
  }
}

/** One character an octet, so that offsets are the same. */
export function textOf(octets: Uint8Array): string {
  return LATIN1.decode(octets);
}

/** Only of what was made here of ASCII and of `textOf`. */
function octetsOf(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    octets[i] = unit < 128 ? unit : (OCTETS.get(unit) ?? unit);
  }
  return octets;
}

function joinedOctets(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

// The platform's `latin1` is Windows-1252: one character an octet, though not the same.
const LATIN1 = new TextDecoder('latin1');
const OCTETS: ReadonlyMap<number, number> = new Map(
  Array.from({ length: 32 }, (_, index) => [
    LATIN1.decode(new Uint8Array([128 + index])).charCodeAt(0),
    128 + index,
  ]),
);
const SEPARATOR = /^From \S.*\d{1,2}:\d\d(?::\d\d)?\b.*\d{4}\b|^From \S.*\b\d{4}\b.*\d{1,2}:\d\d/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MAX_QUOTES = 10_000;
