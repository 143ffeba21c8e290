// The text of a body in pieces of bounded size, whatever lens it is seen through.

import type { LineLens } from '../../text/lens.ts';
import { Segment } from '../../text/segment.ts';
import type { Part } from '../part.ts';

/**
 * A piece of a body's own text; `at` is the host offset of its first character. A piece ends behind a line end, but
 * where a line is too long for that; never between CR and LF, never between the halves of a surrogate pair.
 */
export interface BodyPiece {
  /** The text, with what was found in it: the same object in the next version, if nothing changed there. */
  readonly segment: Segment;
  readonly text: string;
  readonly at: number;
}

/** The body of a part in pieces, prefixes and stuffed dots left out, line ends as the host has them where it has lines. */
export function bodyPieces(part: Part): Iterable<BodyPiece> {
  return piecesOf(part.lens, part.bodyFrom, part.bodyTo);
}

/** The text of the host range `[from, to)` of a message in pieces. */
export function* piecesOf(lens: LineLens, from: number, to: number): Generator<BodyPiece> {
  if (lens.identity) {
    const { snapshot } = lens;
    for (let at = from; at < to;) {
      const placed = snapshot.segmentAt(at);
      const end = Math.min(to, placed.to);
      const segment = cut(placed.segment, at - placed.from, end - placed.from);
      yield { segment, text: segment.text, at };
      at = end;
    }
    return;
  }
  const line = from < to ? lens.lineAt(from) : undefined;
  if (!line) return;
  do {
    if (line.from >= to) return;
    const at = Math.max(from, line.content);
    const end = Math.min(to, line.to);
    if (end <= at) continue;
    const segment = new Segment(lineText(lens, at, Math.max(at, line.contentTo), end));
    yield { segment, text: segment.text, at };
  } while (line.next());
}

/**
 * A line's text. A log may write line ends as `\\r\\n`, or close a quote in front of them: that is no part of the
 * message, and is at least as long as what stands for it.
 */
function lineText({ snapshot }: LineLens, at: number, contentTo: number, end: number): string {
  const lineEnd = contentTo < end ? snapshot.slice(contentTo, end) : '';
  return LINE_ENDS.has(lineEnd) ? snapshot.slice(at, end) : `${snapshot.slice(at, contentTo)}\n`;
}

const LINE_ENDS = new Set(['', '\n', '\r\n', '\r']);

/** The text between two offsets of a segment, which remembers one that starts with it and one that ends with it. */
function cut(segment: Segment, from: number, to: number): Segment {
  const { length } = segment.text;
  if (from === 0 && to === length) return segment;
  const make = (): Segment => new Segment(segment.text.slice(from, to));
  if (from === 0) return segment.recall(START, to, make);
  return to === length ? segment.recall(END, from, make) : make();
}

const START = {};
const END = {};
