// Line lenses: how a message's lines stand in their host document (a file, SMTP DATA, an IMAP literal, an mbox).

import type { Snapshot } from './snapshot.ts';
import type { TextRange } from './range.ts';

/**
 * A cursor over the lines of a message. All offsets are UTF-16 offsets into the host document.
 * For an identity lens `from === content`; behind a transcript prefix or a stuffed dot `content` is larger.
 */
export interface LineCursor {
  /** Where the line's first host character stands, prefix included. */
  readonly from: number;
  /** Where the message's own text of this line starts. */
  readonly content: number;
  /** Where the message's own text of this line ends, before its line end. */
  readonly contentTo: number;
  /** Behind the line end; the next line's `from`. */
  readonly to: number;
  /** Goes to the next line; false at the end of the message (the cursor then stays where it is). */
  next(): boolean;
  /** Goes to the next line after this one whose content starts with `--`; false, and at the end, where there is none. */
  nextDelimiter(): boolean;
}

/**
 * Which characters of the host document are the message, line by line. The message parser reads only through a
 * lens, so the same parser works in a file, inside SMTP DATA and inside an IMAP literal, with host offsets.
 */
export interface LineLens {
  readonly snapshot: Snapshot;
  /** The extent in the host document. */
  readonly from: number;
  readonly to: number;
  /** True where every host character of the extent belongs to the message. */
  readonly identity: boolean;
  /** True where the host holds only the beginning of the text, as behind TOP of POP3: how it ends is not known. */
  readonly cut?: boolean;
  /** A cursor on the line that holds the host offset `at`, or on the next one; undefined behind the last line. */
  lineAt(at: number): LineCursor | undefined;
  /** The ranges inside `[from, to)` that are not the message's: prefixes and stuffed dots, in order. */
  gaps(from: number, to: number): readonly TextRange[];
  /** The same lens restricted to `[from, to)`: the body of a `message/rfc822` part. */
  narrow(from: number, to: number): LineLens;
  /** How new text must be written to stand in the message. */
  readonly insertion: Insertion;
}

/** How text is inserted through a lens. */
export interface Insertion {
  /** The host's line end. */
  readonly lineEnd: string;
  /** What each new host line starts with, such as `C: `. */
  readonly prefix: string;
  /** Which lines of the message must be marked in the host; none where it is absent. */
  readonly escape?: LineEscape;
  /** The digits of the `{n}` that announces the literal this message stands in, with the octets it announced. */
  readonly literal?: TextRange;
}

/** How a line that the host would misread is marked, by one more character at its start. */
export interface LineEscape {
  /** Matches, at its start, a line of the message that is marked. */
  readonly pattern: RegExp;
  /** What is written in front of it: one character. */
  readonly mark: string;
  /** The host offset behind the empty line below the header, where only lines of the body are marked. */
  readonly from?: number;
}

/** A leading dot is doubled (RFC 5321 4.5.2, RFC 1939 3). */
export const DOT_STUFFING: LineEscape = { pattern: /^\./, mark: '.' };

/** The lens of a whole document, or of a range of one, in which every character is the message's. */
export function identityLens(snapshot: Snapshot, from = 0, to: number = snapshot.length): LineLens {
  return new IdentityLens(new LineScan(snapshot), from, to);
}

/** A range in which every character is the message's; new lines may have to be marked there all the same. */
export interface IdentityRange extends TextRange {
  /** Asked for when something is written. */
  readonly escape: () => LineEscape;
}

/** The lenses of ranges of one document, in order; they share what is found of its line ends. */
export function identityLenses(snapshot: Snapshot, ranges: readonly IdentityRange[]): readonly LineLens[] {
  const scan = new LineScan(snapshot);
  return ranges.map(({ from, to, escape }) => new IdentityLens(scan, from, to, escape));
}

class IdentityLens implements LineLens {
  readonly identity = true;
  readonly snapshot: Snapshot;
  readonly from: number;
  readonly to: number;
  readonly #scan: LineScan;
  readonly #escape: (() => LineEscape) | undefined;

  constructor(scan: LineScan, from: number, to: number, escape?: () => LineEscape) {
    this.#scan = scan;
    this.#escape = escape;
    this.snapshot = scan.snapshot;
    this.from = from;
    this.to = to;
  }

  get insertion(): Insertion {
    const escape = this.#escape?.();
    return { lineEnd: hostLineEnd(this.snapshot, this.from), prefix: '', ...(escape && { escape }) };
  }

  lineAt(at: number): LineCursor | undefined {
    if (at < this.from || at >= this.to) return undefined;
    // Who decides about marks asks from the middle of a line.
    const from = this.#escape ? this.#lineStart(at) : at;
    return new IdentityCursor(this.#scan, from, this.to);
  }

  #lineStart(at: number): number {
    const before = this.snapshot.charCodeAt(at - 1);
    if (at === this.from || before === LF || (before === CR && this.snapshot.charCodeAt(at) !== LF)) {
      return at;
    }
    return Math.max(this.from, this.snapshot.lineStart(this.snapshot.lineAt(at)));
  }

  gaps(): readonly TextRange[] {
    return NONE;
  }

  narrow(from: number, to: number): LineLens {
    return new IdentityLens(this.#scan, from, to, this.#escape);
  }
}

/** The parsers ask only for starts of lines, so the offset asked for is taken as one. */
class IdentityCursor implements LineCursor {
  from: number;
  contentTo = 0;
  to = 0;
  readonly #scan: LineScan;
  readonly #end: number;

  constructor(scan: LineScan, from: number, end: number) {
    this.#scan = scan;
    this.#end = end;
    this.from = from;
    this.#findEnd();
  }

  get content(): number {
    return this.from;
  }

  next(): boolean {
    if (this.to >= this.#end) return false;
    this.from = this.to;
    this.#findEnd();
    return true;
  }

  nextDelimiter(): boolean {
    const at = this.#scan.delimiter(this.to);
    if (at >= this.#end) return false;
    this.from = at;
    this.#findEnd();
    return true;
  }

  #findEnd(): void {
    const lf = this.#scan.lf(this.from);
    const cr = this.#scan.cr(this.from);
    this.contentTo = Math.min(lf, cr, this.#end);
    this.to = Math.min(this.#end, cr + 1 === lf ? lf + 1 : this.contentTo + 1);
  }
}

/**
 * Finds line ends and delimiter lines with native scans. Each needle's last answer is kept, so that walking
 * forwards costs one pass over the text however rare the needle is.
 */
class LineScan {
  readonly snapshot: Snapshot;
  readonly #lf: Needle;
  readonly #cr: Needle;
  readonly #lfDelimiter: Needle;
  readonly #crDelimiter: Needle;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.#lf = new Needle(snapshot, '\n');
    this.#cr = new Needle(snapshot, '\r');
    this.#lfDelimiter = new Needle(snapshot, '\n--');
    this.#crDelimiter = new Needle(snapshot, '\r--');
  }

  lf(at: number): number {
    return this.#lf.at(at);
  }

  cr(at: number): number {
    return this.#cr.at(at);
  }

  /** The first line at or after the line start `at` that starts with `--`; beyond the text where there is none. */
  delimiter(at: number): number {
    const before = Math.max(0, at - 1);
    return Math.min(this.#lfDelimiter.at(before), this.#crDelimiter.at(before)) + 1;
  }
}

class Needle {
  readonly #snapshot: Snapshot;
  readonly #needle: string;
  #from = 0;
  #found = -1;

  constructor(snapshot: Snapshot, needle: string) {
    this.#snapshot = snapshot;
    this.#needle = needle;
  }

  /** The first occurrence at or after `at`, or the largest integer. */
  at(at: number): number {
    if (this.#found < at || at < this.#from) {
      const found = this.#snapshot.indexOf(this.#needle, at);
      this.#found = found < 0 ? Number.MAX_SAFE_INTEGER : found;
      this.#from = at;
    }
    return this.#found;
  }
}

/** The columns of a lens that is not the identity; one entry a line, ascending, all host offsets. */
export interface LensLines {
  readonly from: ArrayLike<number>;
  readonly content: ArrayLike<number>;
  readonly contentTo: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/**
 * A lens over given lines, as a transcript's frames, an IMAP literal or an mbox give them.
 * @param cut true where further lines are not in the host.
 */
export function mappedLens(
  snapshot: Snapshot,
  lines: LensLines,
  insertion: Insertion,
  cut = false,
): LineLens {
  return new MappedLens(snapshot, lines, 0, lines.from.length, insertion, cut);
}

class MappedLens implements LineLens {
  readonly identity = false;
  readonly snapshot: Snapshot;
  readonly from: number;
  readonly to: number;
  readonly insertion: Insertion;
  readonly cut: boolean;
  readonly #lines: LensLines;
  readonly #first: number;
  readonly #last: number;

  constructor(
    snapshot: Snapshot,
    lines: LensLines,
    first: number,
    last: number,
    insertion: Insertion,
    cut: boolean,
  ) {
    this.snapshot = snapshot;
    this.insertion = insertion;
    this.cut = cut;
    this.#lines = lines;
    this.#first = first;
    this.#last = last;
    this.from = first < last ? (lines.from[first] ?? 0) : 0;
    this.to = first < last ? (lines.to[last - 1] ?? 0) : this.from;
  }

  lineAt(at: number): LineCursor | undefined {
    const before = Math.max(this.#first, this.#indexAt(at));
    // Between two lines of the message stands what is not the message's: the next line counts.
    const line = at < (this.#lines.to[before] ?? 0) ? before : before + 1;
    return line < this.#first || line >= this.#last
      ? undefined
      : new MappedCursor(this.snapshot, this.#lines, line, this.#last);
  }

  gaps(from: number, to: number): readonly TextRange[] {
    const gaps: TextRange[] = [];
    let end = from;
    for (let i = Math.max(this.#first, this.#indexAt(from)); i < this.#last; i++) {
      const lineFrom = this.#lines.from[i] ?? 0;
      const content = this.#lines.content[i] ?? 0;
      if (lineFrom >= to) break;
      // What stands between two lines of the message (a note in a log) is not the message's either.
      const gapFrom = Math.max(from, Math.min(lineFrom, end));
      if (content > gapFrom && gapFrom < to) gaps.push({ from: gapFrom, to: Math.min(to, content) });
      end = this.#lines.to[i] ?? 0;
    }
    return gaps;
  }

  narrow(from: number, to: number): LineLens {
    const first = Math.max(this.#first, this.#indexAt(from));
    let last = first;
    while (last < this.#last && (this.#lines.from[last] ?? 0) < to) last++;
    const cut = this.cut && last === this.#last;
    return new MappedLens(this.snapshot, this.#lines, first, last, this.insertion, cut);
  }

  /** The last line that starts at or before `at`, or -1. */
  #indexAt(at: number): number {
    let low = 0;
    let high = this.#lines.from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lines.from[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

class MappedCursor implements LineCursor {
  readonly #snapshot: Snapshot;
  readonly #lines: LensLines;
  readonly #last: number;
  #line: number;

  constructor(snapshot: Snapshot, lines: LensLines, line: number, last: number) {
    this.#snapshot = snapshot;
    this.#lines = lines;
    this.#line = line;
    this.#last = last;
  }

  get from(): number {
    return this.#lines.from[this.#line] ?? 0;
  }
  get content(): number {
    return this.#lines.content[this.#line] ?? 0;
  }
  get contentTo(): number {
    return this.#lines.contentTo[this.#line] ?? 0;
  }
  get to(): number {
    return this.#lines.to[this.#line] ?? 0;
  }

  next(): boolean {
    if (this.#line + 1 >= this.#last) return false;
    this.#line++;
    return true;
  }

  nextDelimiter(): boolean {
    while (this.next()) {
      if (
        this.contentTo - this.content >= 2 &&
        this.#snapshot.charCodeAt(this.content) === HYPHEN &&
        this.#snapshot.charCodeAt(this.content + 1) === HYPHEN
      ) {
        return true;
      }
    }
    return false;
  }
}

/** The line end of the line at `from`, or LF where the text has none. */
function hostLineEnd(snapshot: Snapshot, from: number): string {
  const lf = snapshot.indexOf('\n', from);
  if (lf < 0) return snapshot.indexOf('\r', from) >= 0 ? '\r' : '\n';
  return lf > from && snapshot.charCodeAt(lf - 1) === CR ? '\r\n' : '\n';
}

const NONE: readonly TextRange[] = [];
const CR = 13;
const LF = 10;
const HYPHEN = 45;
