// How a text is cut into segments, and how edits replace only those that they touch.

import type { TextEdit } from './textEdit.ts';
import { Segment } from './segment.ts';

/** About how long a segment is, in UTF-16 units. */
export const SEGMENT_LENGTH = 65_536;

/**
 * The segments of a text: one where it is short, else each of at least `length` units, up to the next line end; a line
 * that is too long for that is cut within. An empty text is one empty segment.
 */
export function cut(text: string, length: number): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  while (text.length - at > length + (length >>> 1)) {
    const end = segmentEnd(text, at, length);
    segments.push(new Segment(text.slice(at, end)));
    at = end;
  }
  if (at < text.length || at === 0) segments.push(new Segment(text.slice(at)));
  return segments;
}

/**
 * The segments after edits, in one pass: those between are the same objects as before.
 * @param edits sorted, not overlapping; those at one place are applied in the order given. Throws a RangeError else.
 * @param length about how long a new segment is, in UTF-16 units.
 */
export function replaced(
  segments: readonly Segment[],
  edits: readonly TextEdit[],
  length: number,
): Segment[] {
  const rebuilt = new Rebuilt(length);
  let index = 0;
  /** Where the segment at `index` starts. */
  let from = 0;
  let at = 0;
  const goTo = (to: number, take: boolean): void => {
    for (let segment = segments[index]; segment && at < to; segment = segments[index]) {
      const end = from + segment.text.length;
      if (take && at === from && end <= to) rebuilt.keep(segment);
      else if (take) rebuilt.add(segment.text.slice(at - from, to - from));
      at = Math.min(end, to);
      if (at < end) return;
      from = end;
      index++;
    }
  };
  for (const edit of edits) {
    if (edit.from < at) throw new RangeError(`Edits overlap at ${String(edit.from)}`);
    goTo(edit.from, true);
    rebuilt.add(edit.insert);
    goTo(edit.to, false);
  }
  goTo(Infinity, true);
  return rebuilt.done();
}

/** The segments of a text that is handed over in order, whole segments or pieces. */
class Rebuilt {
  readonly #length: number;
  readonly #segments: Segment[] = [];
  /** The text behind the segments, none of it empty. */
  #pieces: string[] = [];
  #pending = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** Takes a segment over as it is, unless what stands in front of it may not end there. */
  keep(segment: Segment): void {
    const before = this.#pieces.at(-1);
    if (before !== undefined && this.#mayEnd(before, segment.text)) this.#close();
    const last = this.#segments.at(-1);
    if (this.#pending > 0 || (last && splits(last.text, segment.text))) this.add(segment.text);
    else this.#segments.push(segment);
  }

  add(text: string): void {
    if (text === '') return;
    if (this.#pending === 0) {
      const last = this.#segments.at(-1);
      if (last && (!endsLine(last.text) || splits(last.text, text))) {
        this.#segments.pop();
        this.#push(last.text);
      }
    }
    this.#push(text);
  }

  done(): Segment[] {
    if (this.#pending > 0 || this.#segments.length === 0) this.#close();
    return this.#segments;
  }

  #push(text: string): void {
    this.#pieces.push(text);
    this.#pending += text.length;
  }

  #mayEnd(before: string, behind: string): boolean {
    // Not too soon, or one deletion after the other would leave ever smaller segments.
    const ends = this.#pending >= this.#length >>> 2 && endsLine(before);
    return (ends || this.#pending >= 2 * this.#length) && !splits(before, behind);
  }

  #close(): void {
    // Joined at once: pieces that are glued would keep every older version of the segment.
    for (const segment of cut(this.#pieces.join(''), this.#length)) this.#segments.push(segment);
    this.#pieces = [];
    this.#pending = 0;
  }
}

/** Where a segment from `at` ends: behind the first line end at least `length` units on, or at twice that. */
function segmentEnd(text: string, at: number, length: number): number {
  const earliest = at + length;
  const lineEnd = text.slice(earliest, earliest + length + 1).search(LINE_END);
  const end = lineEnd < 0 ? Math.min(text.length, earliest + length) : earliest + lineEnd + 1;
  return splits(text.slice(end - 1, end), text.slice(end, end + 1)) ? end + 1 : end;
}

/** Whether the text ends behind a line end. */
function endsLine(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last === LF || last === CR;
}

/** Whether an end between the two stands inside CRLF or a surrogate pair. */
function splits(before: string, behind: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  const next = behind.charCodeAt(0);
  return last === CR ? next === LF : (last & SURROGATE) === HIGH && (next & SURROGATE) === LOW;
}

const LINE_END = /[\r\n]/;
const LF = 10;
const CR = 13;
/** The bits that tell the halves of a surrogate pair from each other and from all else. */
const SURROGATE = 0xfc00;
const HIGH = 0xd800;
const LOW = 0xdc00;
