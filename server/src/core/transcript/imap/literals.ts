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

/** The literal under way. */
interface OpenLiteral {
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

/** A reader in a checkpoint. */
export type SavedLiteralReader = readonly [
  depth: number,
  closes: 0 | 1,
  left: Left | null,
  lost: 0 | 1,
  elided: 0 | 1,
];

/** What the next line did to the literals of a unit. */
interface LiteralStep {
  /** The column of the line at which the literal under way ended, and how; undefined where none did. */
  readonly ended?: { readonly column: number; readonly end: LiteralSpan['end'] };
  /** What the line announces at its end; offsets into the line. */
  readonly mark?: Announcement | undefined;
}

/** Follows the literals of one unit line by line. Plain data: what it knows does not grow with the unit. */
export class LiteralReader {
  /** How many parentheses are open behind what was read. */
  depth = 0;
  readonly #server: boolean;
  #open: OpenLiteral | undefined;
  #closes = false;

  constructor(speaker: 'client' | 'server') {
    this.#server = speaker === 'server';
  }

  static restored(
    speaker: 'client' | 'server',
    [depth, closes, left, lost, elided]: SavedLiteralReader,
  ): LiteralReader {
    const reader = new LiteralReader(speaker);
    reader.depth = depth;
    reader.#closes = closes === 1;
    // A copy: what is kept at a checkpoint must not change.
    if (left) reader.#open = { left: [...left], lost: lost === 1, elided: elided === 1 };
    return reader;
  }

  save(): SavedLiteralReader {
    const { left, lost, elided } = this.#open ?? {};
    return [
      this.depth,
      this.#closes ? 1 : 0,
      left ? [...left] : null,
      lost === true ? 1 : 0,
      elided === true ? 1 : 0,
    ];
  }

  /** True where the next line is a literal's, or what follows one. */
  get inside(): boolean {
    return this.#open !== undefined;
  }

  /** True where the literal has ended by its count, or it is not known where it ends. */
  get mayBeOver(): boolean {
    const open = this.#open;
    return open === undefined || open.lost || open.left.includes(0);
  }

  /** True where the literal has ended by its count. */
  get counted(): boolean {
    return this.#open?.lost === false && this.#open.left.includes(0);
  }

  /** True where more octets stand in the literal than were announced, and no reading ends where it can end. */
  get exceeded(): boolean {
    return this.#open?.lost === true;
  }

  /** True where octets of the literal were left out. */
  get elided(): boolean {
    return this.#open?.elided === true;
  }

  /** True where the last line ends in a parenthesis, as a response with a literal does. */
  get closes(): boolean {
    return this.#closes;
  }

  /** Takes the next line, without its line end. */
  take(line: string): LiteralStep {
    this.#closes = line.endsWith(')');
    const open = this.#open;
    const column = open ? this.#endIn(open, line) : 0;
    if (column < 0) return NOTHING;
    this.#open = undefined;
    const mark = announcement(line, column);
    if (mark || this.depth > 0 || line.includes('(', column)) {
      this.depth = depthBehind(line, column, this.depth);
    }
    if (mark) {
      const { announced } = mark;
      this.#open = { left: [announced, announced, announced, announced], lost: false, elided: false };
    }
    if (!open) return { mark };
    const end = !open.lost ? 'counted' : open.elided ? 'open' : 'found';
    return { ended: { column, end }, mark };
  }

  /** The column of a line at which the literal ends; -1 where it does not. */
  #endIn(open: OpenLiteral, line: string): number {
    open.elided ||= line !== '' && ELISION.test(line);
    if (!open.lost) {
      const octets = utf8Octets(line);
      let alive = false;
      for (let reading = 0; reading < READINGS.length; reading++) {
        const left = open.left[reading] ?? REFUTED;
        if (left === REFUTED) continue;
        const { utf8, lineEnd } = READINGS[reading] ?? READINGS[0];
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
    return BEHIND.test(rest) || (column === 0 && (this.#server ? ITEM : PART).test(rest));
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
  return spansOf(text, speaker).map((span) => {
    const octets = utf8Octets(text.slice(span.from, span.to));
    // A log may show what follows the octets on a line of its own.
    const behind =
      span.end === 'found' ? ON_ITS_OWN.exec(text.slice(span.to - BLANK, span.to))?.[0].length : 0;
    const meant = behind !== undefined && behind > 0 && octets - behind === span.announced;
    if (meant) return { ...span, to: span.to - behind, octets: span.announced, end: 'counted' };
    return { ...span, octets, end: noted && span.end === 'found' ? 'open' : span.end };
  });
}

/** The literals of a unit where the reading by lines ends them. */
function spansOf(text: string, speaker: 'client' | 'server'): readonly LiteralSpan[] {
  const reader = new LiteralReader(speaker);
  const spans: LiteralSpan[] = [];
  let open: { readonly from: number; readonly mark: Announcement } | undefined;
  let at = 0;
  for (const line of text.split('\r\n')) {
    const { ended, mark } = reader.take(line);
    if (open && ended) spans.push(spanOf(open, at + ended.column, ended.end));
    if (ended) open = undefined;
    const behind = at + line.length + LINE_END;
    if (mark) {
      const digits = { from: at + mark.digits.from, to: at + mark.digits.to };
      open = { from: behind, mark: { ...mark, digits } };
    }
    at = behind;
  }
  if (open) spans.push(lastSpan(text, speaker, reader, open));
  return spans;
}

/** What is open at the end stays open, unless a response closes its list. */
function lastSpan(
  text: string,
  speaker: 'client' | 'server',
  reader: LiteralReader,
  open: { readonly from: number; readonly mark: Announcement },
): LiteralSpan {
  const end = Math.max(open.from, text.length);
  const closing = new RegExp(`\\){${String(Math.max(1, reader.depth))}}$`);
  const lastLine = text.slice(text.lastIndexOf('\r\n') + LINE_END);
  const brackets = speaker === 'server' && reader.depth > 0 ? closing.exec(lastLine)?.[0].length : undefined;
  // A count that takes in the parenthesis behind the literal leaves the list open.
  const swallows = brackets !== undefined && lastLine.length === brackets;
  if (reader.counted && !swallows) return spanOf(open, text.length + LINE_END, 'counted');
  if (brackets === undefined || end - brackets < open.from) {
    // A client's literal, answered when the server had its octets; examples in prose miscount the parts of a CATENATE.
    const whole = reader.depth === 0 || !text.includes('\r\n', open.from);
    const known = speaker === 'client' && whole && reader.exceeded && !reader.elided;
    return spanOf(open, end, known ? 'found' : 'open');
  }
  return spanOf(open, end - brackets, reader.elided ? 'open' : 'found');
}

function spanOf(
  { from, mark }: { readonly from: number; readonly mark: Announcement },
  to: number,
  end: LiteralSpan['end'],
): LiteralSpan {
  return { from, to: Math.max(from, to), ...mark, end, octets: 0 };
}

/** What announces a literal at the end of a line, behind a column. */
function announcement(line: string, column: number): Announcement | undefined {
  if (!line.endsWith('}')) return undefined;
  const [mark, tilde, digits = '', sync = ''] = MARK.exec(column === 0 ? line : line.slice(column)) ?? [];
  if (mark === undefined) return undefined;
  const from = line.length - mark.length + (tilde === '~' ? 1 : 0) + 1;
  return {
    digits: { from, to: from + digits.length },
    announced: Number(digits),
    sync: sync as LiteralSpan['sync'],
    binary: tilde === '~',
  };
}

/** How many parentheses are open behind a line, read from a column on, outside quoted strings. */
function depthBehind(line: string, column: number, before: number): number {
  let depth = before;
  for (let at = column; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === OPENING) depth++;
    else if (code === CLOSING) depth = Math.max(0, depth - 1);
    else if (code === QUOTE) at = endOfQuoted(line, at);
  }
  return depth;
}

/** Where the quoted string that starts at a column ends: at its last character. */
function endOfQuoted(line: string, from: number): number {
  let at = from + 1;
  while (at < line.length && line.charCodeAt(at) !== QUOTE) at += line.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
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
const ON_ITS_OWN = /[ \t]?\r\n$/;
const BLANK = 3;
const MARK = /(~?)\{(\d{1,15})([+-]?)\}$/;
const MAYBE = /\{\d+[+-]?\}(?:\r\n|$)/;
/** What can stand behind a literal: the end of a list, or a space and the next item. */
const BEHIND = /^ ?\)|^ [!-~]/;
const ITEM = /^(?:UID|FLAGS|BODY|BINARY|RFC822|ENVELOPE|INTERNALDATE|MODSEQ|EMAILID|THREADID|X-GM-)/i;
/** RFC 4469 5: the parts of a message that is put together. */
const PART = /^(?:URL ["{]|TEXT ~?\{)/i;
const OPENING = 40;
const CLOSING = 41;
const QUOTE = 34;
const BACKSLASH = 92;
const NONE: readonly LiteralSpan[] = [];
const NOTHING: LiteralStep = {};
