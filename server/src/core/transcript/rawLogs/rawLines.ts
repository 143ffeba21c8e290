// The lines of one side's raw log: what was said, and when where the log tells.

import { utf8Octets } from '../../text/octets.ts';

/** One line of a raw log. */
export interface RawLine {
  readonly text: string;
  /** Seconds since 1970, as written; undefined where the log has no times. */
  readonly stamp: string | undefined;
}

/** The lines of a log. A log has times where its first line has one; a line without takes that of the line before. */
export function rawLines(text: string): { readonly lines: readonly RawLine[]; readonly timed: boolean } {
  const all = text.split(/\r\n|\r|\n/);
  if (all.at(-1) === '') all.pop();
  const timed = STAMPED.test(all[0] ?? '');
  if (!timed) return { lines: all.map((line) => ({ text: line, stamp: undefined })), timed };
  let stamp: string | undefined;
  const lines = all.map((line): RawLine => {
    const [mark = '', own] = STAMPED.exec(line) ?? [];
    stamp = own ?? stamp;
    return { text: line.slice(mark.length), stamp };
  });
  return { lines, timed };
}

/** The octets of the literal that a line announces (RFC 9051 4.3), and whether it waits to be asked for. */
export function announcedLiteral(
  text: string,
): { readonly octets: number; readonly waits: boolean } | undefined {
  const [, digits, plus] = LITERAL.exec(text) ?? [];
  return digits === undefined ? undefined : { octets: Number(digits), waits: plus === undefined };
}

/** The number of the line behind those that hold so many octets. The line where they end is not behind them. */
export function lineAfter(lines: readonly RawLine[], from: number, octets: number): number {
  let at = from;
  let rest = octets;
  while (at < lines.length) {
    rest -= utf8Octets(lines[at]?.text ?? '') + LINE_END;
    if (rest < 0) return at;
    at++;
  }
  return at;
}

const STAMPED = /^(\d{9,10}\.\d{6})(?: |$)/;
const LITERAL = /\{(\d{1,9})(\+)?\}$/;
/** Octets of CRLF. */
const LINE_END = 2;
