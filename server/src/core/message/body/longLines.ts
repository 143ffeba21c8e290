// Which lines of a body are too long: each piece counted by itself, and put together over the pieces.

import type { Segment } from '../../text/segment.ts';
import { MAX_PLACES } from './places.ts';

/** A line's start and what it measures; offsets count from the start of the piece. */
export interface MeasuredLine {
  readonly from: number;
  readonly size: number;
}

/** The lines of a piece of text: those that are whole, and what it has of a first and a last one. */
export interface PieceLines {
  /** False where no line ends in the piece; `head` is then all of it. */
  readonly ends: boolean;
  /** What the text in front of the first line end measures. */
  readonly head: number;
  /** What the text behind the last line end measures, and where it starts. */
  readonly tail: number;
  readonly tailFrom: number;
  /** The lines between that are too long: the first hundred, and how many there are. */
  readonly long: readonly MeasuredLine[];
  readonly count: number;
}

/** How a line is measured. */
export interface LineMeasure {
  /** What a line must not exceed. */
  readonly limit: number;
  /** A line of no more UTF-16 units than this does not exceed it. */
  readonly safe: number;
  /** What a text without line ends measures. */
  readonly size: (text: string) => number;
}

/** Measures a piece; the result depends on its text alone. */
export function pieceLines(
  { text, lineEnds }: Pick<Segment, 'text' | 'lineEnds'>,
  { limit, safe, size }: LineMeasure,
): PieceLines {
  const count = lineEnds.length;
  const first = lineEnds[0];
  if (first === undefined) {
    return { ends: false, head: size(text), tail: 0, tailFrom: 0, long: NONE, count: 0 };
  }
  const long: MeasuredLine[] = [];
  let found = 0;
  for (let i = 1, from = first; i < count; i++) {
    const to = lineEnds[i] ?? from;
    // With its line end, a line that is safe has at most two units more.
    if (to - from > safe) {
      const measured = size(text.slice(from, contentEnd(text, to)));
      if (measured > limit && ++found <= MAX_PLACES) long.push({ from, size: measured });
    }
    from = to;
  }
  const tailFrom = lineEnds[count - 1] ?? first;
  const head = size(text.slice(0, contentEnd(text, first)));
  return { ends: true, head, tail: size(text.slice(tailFrom)), tailFrom, long, count: found };
}

/** The lines of a body that are too long, put together from its pieces. */
export class LongLines {
  readonly first: MeasuredLine[] = [];
  count = 0;
  readonly #limit: number;
  #open: { from: number; size: number } | undefined;

  constructor({ limit }: LineMeasure) {
    this.#limit = limit;
  }

  /** Adds the lines of the next piece, which starts at `start`. */
  add(lines: PieceLines, start: number): void {
    this.#extend(start, lines.head);
    if (!lines.ends) return;
    this.finish();
    for (const { from, size } of lines.long) {
      if (this.first.length < MAX_PLACES) this.first.push({ from: start + from, size });
    }
    this.count += lines.count;
    if (lines.tail > 0) this.#extend(start + lines.tailFrom, lines.tail);
  }

  /** Ends the last line. */
  finish(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open || open.size <= this.#limit) return;
    this.count++;
    if (this.first.length < MAX_PLACES) this.first.push(open);
  }

  #extend(from: number, size: number): void {
    if (this.#open) this.#open.size += size;
    else this.#open = { from, size };
  }
}

/** Where the line that ends at `to` has its line end. */
export function contentEnd(text: string, to: number): number {
  return to >= 2 && text.charCodeAt(to - 1) === LF && text.charCodeAt(to - 2) === CR ? to - 2 : to - 1;
}

const NONE: readonly MeasuredLine[] = [];
const LF = 10;
const CR = 13;
