// A document's text at one version: what every core function reads.

import type { TextEdit } from './textEdit.ts';
import { Segment } from './segment.ts';
import type { PlacedSegment } from './segment.ts';
import { cut, replaced, SEGMENT_LENGTH } from './segments.ts';

/**
 * An immutable text with a line index. All offsets are UTF-16 units into the whole text, ranges are half-open.
 * LF, CRLF and CR each end a line, as in the Language Server Protocol. A byte order mark is not part of the text.
 *
 * The text is kept in segments, which later versions share where they were not edited. Core functions ask for pieces
 * (`slice`, `indexOf`) and never for the whole text; what reads a long piece goes through it by `segmentAt`.
 */
export interface Snapshot {
  /** Increases with each change of the document; 0 for a text that never changes. */
  readonly version: number;
  /** The text's length in UTF-16 units. */
  readonly length: number;
  /** Number of lines; a text that ends with a line end has an empty last line. */
  readonly lineCount: number;
  /** The text of `[from, to)`. Offsets outside the text are clamped. */
  slice(from: number, to: number): string;
  /** The first offset at or after `from` where `needle` starts and ends before or at `to`, or -1. */
  indexOf(needle: string, from: number, to?: number): number;
  /** The UTF-16 unit at `offset`, or NaN outside the text. */
  charCodeAt(offset: number): number;
  /** Where line `line` (from 0) starts. Clamped to the text. */
  lineStart(line: number): number;
  /** The line (from 0) that holds `offset`. */
  lineAt(offset: number): number;
  /** The segment that holds `offset`; the nearest one outside the text. */
  segmentAt(offset: number): PlacedSegment;
  /**
   * The text up to the first line end at or behind `length`, as a snapshot of its own that shares its segments; it ends
   * sooner where a segment does.
   */
  beginning(length: number): Snapshot;
  /**
   * The text after edits, as a snapshot of its own. Costs what the segments do that were touched.
   * @param edits sorted, not overlapping; those at one place are applied in the order given. Throws a RangeError else.
   */
  edited(edits: readonly TextEdit[], version: number): Snapshot;
}

/**
 * A snapshot of a text.
 * @param segmentLength about how long its segments are, in UTF-16 units.
 */
export function textSnapshot(text: string, version = 0, segmentLength = SEGMENT_LENGTH): Snapshot {
  return new SegmentedSnapshot(cut(text, segmentLength), version, segmentLength);
}

class SegmentedSnapshot implements Snapshot {
  readonly version: number;
  readonly length: number;
  readonly #segments: readonly Segment[];
  readonly #segmentLength: number;
  /** Where each segment starts, and the text's end. */
  readonly #starts: Uint32Array;
  /** How many lines end in front of each segment and of the text's end; known up to the segment `#counted`. */
  readonly #lineEnds: Uint32Array;
  #counted = 0;
  /** The segment used last: the next question is most often about the same one. */
  #segment = NO_TEXT;
  #text = '';
  #index = 0;
  #from = 0;
  #to = 0;

  constructor(segments: readonly Segment[], version: number, segmentLength: number) {
    this.version = version;
    this.#segments = segments;
    this.#segmentLength = segmentLength;
    this.#starts = new Uint32Array(segments.length + 1);
    this.#lineEnds = new Uint32Array(segments.length + 1);
    let length = 0;
    segments.forEach(({ text }, index) => {
      length += text.length;
      this.#starts[index + 1] = length;
    });
    this.length = length;
    this.#use(0);
  }

  get lineCount(): number {
    return this.#lineEndsBefore(this.#segments.length) + 1;
  }

  slice(from: number, to: number): string {
    if (from >= this.#from && to >= from && to <= this.#to) {
      return this.#text.slice(from - this.#from, to - this.#from);
    }
    if (from < 0) from = 0;
    if (to > this.length) to = this.length;
    if (from >= to) return '';
    const pieces: string[] = [];
    for (let at = from; at < to; at = this.#to) {
      if (at < this.#from || at >= this.#to) this.#seek(at);
      pieces.push(this.#text.slice(at - this.#from, to - this.#from));
    }
    return pieces.join('');
  }

  indexOf(needle: string, from: number, to = this.length): number {
    if (from < 0) from = 0;
    if (to > this.length) to = this.length;
    if (from + needle.length > to) return -1;
    for (let at = from; ; at = this.#to) {
      if (at < this.#from || at >= this.#to) this.#seek(at);
      const found = this.#inSegment(needle, at, to);
      if (found >= 0) return found;
      if (this.#to >= to) return -1;
      if (needle.length > 1) {
        const across = this.#acrossEnd(needle, at, to);
        if (across >= 0) return across;
      }
    }
  }

  charCodeAt(offset: number): number {
    if (offset < this.#from || offset >= this.#to) this.#seek(offset);
    return this.#text.charCodeAt(offset - this.#from);
  }

  lineStart(line: number): number {
    if (line <= 0) return 0;
    while ((this.#lineEnds[this.#counted] ?? 0) < line && this.#counted < this.#segments.length) {
      this.#count();
    }
    if ((this.#lineEnds[this.#counted] ?? 0) < line) return this.length;
    const index = countUpTo(this.#lineEnds, line - 1, this.#counted + 1) - 1;
    const lineEnd = this.#segments[index]?.lineEnds[line - (this.#lineEnds[index] ?? 0) - 1] ?? 0;
    return (this.#starts[index] ?? 0) + lineEnd;
  }

  lineAt(offset: number): number {
    if (offset < this.#from || offset >= this.#to) this.#seek(offset);
    const { lineEnds } = this.#segment;
    return this.#lineEndsBefore(this.#index) + countUpTo(lineEnds, offset - this.#from, lineEnds.length);
  }

  segmentAt(offset: number): PlacedSegment {
    if (offset < this.#from || offset >= this.#to) this.#seek(offset);
    return { segment: this.#segment, from: this.#from, to: this.#to };
  }

  beginning(length: number): Snapshot {
    if (length >= this.length) return this;
    this.#seek(length);
    const end = lineEndFrom(this.#text, length - this.#from);
    const last = end < this.#text.length ? new Segment(this.#text.slice(0, end)) : this.#segment;
    const segments = [...this.#segments.slice(0, this.#index), last];
    return new SegmentedSnapshot(segments, this.version, this.#segmentLength);
  }

  edited(edits: readonly TextEdit[], version: number): Snapshot {
    const segments = replaced(this.#segments, edits, this.#segmentLength);
    return new SegmentedSnapshot(segments, version, this.#segmentLength);
  }

  /** Where the needle starts at or after `at` in the segment used last, and ends in it, at or before `to`. */
  #inSegment(needle: string, at: number, to: number): number {
    const text = this.#text;
    const from = this.#from;
    let found: number;
    if (at === from) found = this.#segment.first(needle);
    // A search bounded to a short range must not run on to the end of the segment.
    else if (to < this.#to) found = text.slice(0, to - from).indexOf(needle, at - from);
    else found = text.indexOf(needle, at - from);
    return found < 0 || from + found + needle.length > to ? -1 : from + found;
  }

  /** Where the needle starts at or after `at` in the segment used last, and ends in a later one, at or before `to`. */
  #acrossEnd(needle: string, at: number, to: number): number {
    const index = this.#index;
    const end = this.#to;
    if (!hasPair(needle, this.#text.charCodeAt(this.#text.length - 1), this.#firstUnit(index + 1))) return -1;
    const from = Math.max(at, end - needle.length + 1);
    const found = this.slice(from, Math.min(to, end + needle.length - 1)).indexOf(needle);
    this.#use(index);
    return found < 0 ? -1 : from + found;
  }

  #firstUnit(index: number): number {
    return this.#segments[index]?.text.charCodeAt(0) ?? NaN;
  }

  #lineEndsBefore(index: number): number {
    while (this.#counted < index) this.#count();
    return this.#lineEnds[index] ?? 0;
  }

  #count(): void {
    const lineEnds = this.#segments[this.#counted]?.lineEnds.length ?? 0;
    this.#lineEnds[this.#counted + 1] = (this.#lineEnds[this.#counted] ?? 0) + lineEnds;
    this.#counted++;
  }

  /** Makes the segment that holds `offset`, or the nearest one, the one used last. */
  #seek(offset: number): void {
    const next = this.#index + 1;
    const isNext = offset >= this.#to && offset < (this.#starts[next + 1] ?? 0);
    this.#use(isNext ? next : countUpTo(this.#starts, offset, this.#segments.length) - 1);
  }

  #use(index: number): void {
    this.#index = Math.max(0, index);
    this.#segment = this.#segments[this.#index] ?? NO_TEXT;
    this.#text = this.#segment.text;
    this.#from = this.#starts[this.#index] ?? 0;
    this.#to = this.#from + this.#text.length;
  }
}

/** The first offset at or behind `at` that stands behind a line end, or the text's end: spares finding all line ends. */
function lineEndFrom(text: string, at: number): number {
  const from = Math.max(0, at - 1);
  const lf = text.indexOf('\n', from);
  const cr = text.slice(from, lf < 0 ? text.length : lf).indexOf('\r');
  if (cr < 0 || (lf >= 0 && from + cr === lf - 1)) return lf < 0 ? text.length : lf + 1;
  return from + cr + 1;
}

/** Whether the two units stand side by side in the needle. */
function hasPair(needle: string, first: number, second: number): boolean {
  for (let at = 1; at < needle.length; at++) {
    if (needle.charCodeAt(at - 1) === first && needle.charCodeAt(at) === second) return true;
  }
  return false;
}

/** How many of the first `count` numbers, which ascend, are at most `limit`. */
function countUpTo(ascending: Uint32Array, limit: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NO_TEXT = new Segment('');
