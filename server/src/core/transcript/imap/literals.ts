// Where the literals of a command or response end: by the octets announced, or where only that can be meant (RFC 9051 4.3).

import { utf8Octets } from '../../text/octets.ts';
import type { TextRange } from '../../text/range.ts';

/** What stands in a log for octets that it leaves out: `...`, `[message]`, `<300 octets>`. */
const ELISION = /^\s*(?:\.\.\.|\[.*\]$|<[^<>@]*>?$|\(.*\)$)/;

/** A literal in the own text of a unit. The range is that of its octets; all offsets are own offsets, UTF-16 units. */
export interface LiteralSpan extends TextRange {
  /** The digits of its announcement. */
  readonly digits: TextRange;
  /** The octets that were announced. */
  readonly announced: number;
  /** What stands behind the digits: `+` for a literal that is not waited for (RFC 7888). */
  readonly sync: '' | '+' | '-';
  /** True for a literal8 (RFC 3516 4.2). */
  readonly binary: boolean;
  /**
   * `counted`: it ends where the count says. `found`: it ends elsewhere, and the place is known. `open`: the log ends
   * in it, or leaves octets out.
   */
  readonly end: 'counted' | 'found' | 'open';
  /** The octets between its ends, line ends as two, characters as UTF-8. */
  readonly octets: number;
}

/**
 * What is left of a literal, by reading. Editors hold one line end and decoded text: an octet count may have been made
 * with characters of one octet, or with line ends of one.
 */
type Left = [number, number, number, number];

interface Open {
  readonly from: number;
  readonly mark: Announcement;
  readonly left: Left;
  /** True where no reading ends at a place where a literal can end. */
  lost: boolean;
  elided: boolean;
}

interface Announcement {
  readonly digits: TextRange;
  readonly announced: number;
  readonly sync: LiteralSpan['sync'];
  readonly binary: boolean;
}

/** Reads the lines of one unit in order. Plain data: what it knows does not grow with the literal. */
export class LiteralReader {
  readonly spans: LiteralSpan[] = [];
  /** How many parentheses are open behind what was read. */
  depth = 0;
  readonly #server: boolean;
  #open: Open | undefined;
  /** Own offset of the next line. */
  #at = 0;
  #last = '';

  constructor(speaker: 'client' | 'server') {
    this.#server = speaker === 'server';
  }

  /** True where the next line is a literal's, or what follows one. */
  get inside(): boolean {
    return this.#open !== undefined;
  }

  /** True where the literal has ended by its count, or it is not known where it ends. */
  get mayBeOver(): boolean {
    const open = this.#open;
    return open === undefined || open.lost || open.left.some((left) => left === 0);
  }

  /** True where the last line ends in a parenthesis, as a response with a literal does. */
  get closes(): boolean {
    return this.#last.endsWith(')');
  }

  /** Takes the next line, without its line end. */
  take(line: string): void {
    const from = this.#at;
    this.#at = from + line.length + LINE_END;
    this.#last = line;
    let column = 0;
    if (this.#open) {
      column = this.#endIn(this.#open, line);
      if (column < 0) return;
      this.#close(this.#open, from + column);
    }
    const rest = column === 0 ? line : line.slice(column);
    const mark = announcement(rest, from + column);
    if (mark || rest.includes('(') || this.depth > 0) this.depth = depthBehind(rest, this.depth);
    if (!mark) return;
    const { announced } = mark;
    this.#open = {
      from: this.#at,
      mark,
      left: [announced, announced, announced, announced],
      lost: false,
      elided: false,
    };
  }

  /** Ends the unit: what is open stays open, unless a response closes its list. */
  finish(): readonly LiteralSpan[] {
    const open = this.#open;
    if (!open) return this.spans;
    const end = Math.max(open.from, this.#at - LINE_END);
    const closing = new RegExp(`\\){${String(Math.max(1, this.depth))}}$`);
    const brackets = this.#server && this.depth > 0 ? closing.exec(this.#last)?.[0].length : undefined;
    if (open.left.some((left) => left === 0) && !open.lost) this.#close(open, this.#at);
    else if (brackets === undefined || end - brackets < open.from) this.#push(open, end, 'open');
    else this.#push(open, end - brackets, open.elided ? 'open' : 'found');
    this.#open = undefined;
    return this.spans;
  }

  /** The column of a line at which the literal ends; -1 where it does not. */
  #endIn(open: Open, line: string): number {
    open.elided ||= ELISION.test(line);
    if (!open.lost) {
      const octets = utf8Octets(line);
      let alive = false;
      for (const [reading, { utf8, lineEnd }] of READINGS.entries()) {
        const left = open.left[reading] ?? REFUTED;
        if (left === REFUTED) continue;
        const size = utf8 ? octets : line.length;
        if (left <= size) {
          const column = utf8 ? columnOf(line, left) : left;
          if (this.#mayFollow(line.slice(column), column)) return column;
          open.left[reading] = REFUTED;
        } else if (left < size + lineEnd) open.left[reading] = REFUTED;
        else {
          open.left[reading] = left - size - lineEnd;
          alive = true;
        }
      }
      open.lost = !alive;
      if (alive) return -1;
    }
    return this.#server && this.depth > 0 && line.startsWith(')') ? 0 : -1;
  }

  #mayFollow(rest: string, column: number): boolean {
    if (rest === '') return !this.#server || this.depth === 0;
    // Logs that align their lines lose the space in front of the next item.
    return BEHIND.test(rest) || (column === 0 && this.#server && ITEM.test(rest));
  }

  #close(open: Open, to: number): void {
    this.#push(open, to, open.lost && !open.elided ? 'found' : open.lost ? 'open' : 'counted');
    this.#open = undefined;
  }

  #push({ from, mark }: Open, to: number, end: LiteralSpan['end']): void {
    this.spans.push({ from, to: Math.max(from, to), ...mark, end, octets: 0 });
  }
}

/**
 * The literals of a unit, in order.
 * @param noted true where remarks stand in it: then a count that does not fit says nothing.
 */
export function literalsOf(
  text: string,
  speaker: 'client' | 'server',
  noted = false,
): readonly LiteralSpan[] {
  if (!MAYBE.test(text)) return NONE;
  const reader = new LiteralReader(speaker);
  for (const line of text.split('\r\n')) reader.take(line);
  return reader.finish().map((span) => {
    const octets = utf8Octets(text.slice(span.from, span.to));
    // A log may show what follows the octets on a line of its own.
    const meant = span.end === 'found' && octets - LINE_END === span.announced;
    if (meant) return { ...span, to: span.to - LINE_END, octets: span.announced, end: 'counted' };
    return { ...span, octets, end: noted && span.end === 'found' ? 'open' : span.end };
  });
}

/** What announces a literal at the end of a line; `at` is the line's own offset. */
function announcement(line: string, at: number): Announcement | undefined {
  if (!line.endsWith('}')) return undefined;
  const [mark, tilde, digits = '', sync = ''] = MARK.exec(line) ?? [];
  if (mark === undefined) return undefined;
  const from = at + line.length - mark.length + (tilde === '~' ? 1 : 0) + 1;
  return {
    digits: { from, to: from + digits.length },
    announced: Number(digits),
    sync: sync as LiteralSpan['sync'],
    binary: tilde === '~',
  };
}

/** How many parentheses are open behind a line, outside quoted strings. */
function depthBehind(line: string, before: number): number {
  let depth = before;
  for (const [part] of line.matchAll(PARENTHESES)) {
    if (part === '(') depth++;
    else if (part === ')') depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** The UTF-16 column behind the first `octets` octets of a line. */
function columnOf(line: string, octets: number): number {
  let low = 0;
  let high = Math.min(line.length, octets);
  // Only where characters have more than one octet do counts and places differ.
  if (utf8Octets(line.slice(0, high)) <= octets) return high;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (utf8Octets(line.slice(0, middle)) <= octets) low = middle;
    else high = middle - 1;
  }
  return low;
}

const READINGS = [
  { utf8: true, lineEnd: 2 },
  { utf8: false, lineEnd: 2 },
  { utf8: true, lineEnd: 1 },
  { utf8: false, lineEnd: 1 },
] as const;
const REFUTED = -1;
/** Octets of a line end on the wire, and characters of one in an own text. */
const LINE_END = 2;
const MARK = /(~?)\{(\d{1,15})([+-]?)\}$/;
const MAYBE = /\{\d+[+-]?\}(?:\r\n|$)/;
/** What can stand behind a literal: the end of a list, or a space and the next item. */
const BEHIND = /^\)|^ [A-Za-z"(\\\d~{]/;
const ITEM = /^(?:UID|FLAGS|BODY|BINARY|RFC822|ENVELOPE|INTERNALDATE|MODSEQ|EMAILID|THREADID|X-GM-)/i;
const PARENTHESES = /"(?:[^"\\]|\\.)*"?|[()]/g;
const NONE: readonly LiteralSpan[] = [];
