// A body's own text, counted without what stands between its lines in the host document, and the way back.

import { Segment } from '../../text/segment.ts';
import type { TextRange } from '../../text/range.ts';
import type { Part } from '../part.ts';
import { bodyPieces } from './pieces.ts';
import type { BodyPiece } from './pieces.ts';

/** A piece of a body; `start` counts the UTF-16 units of the body's own text in front of it. */
export interface OwnPiece {
  readonly segment: Segment;
  readonly text: string;
  readonly start: number;
}

/** The text of a body, line prefixes and stuffed dots left out, read piece by piece as it is asked for. */
export class OwnText {
  readonly #part: Part;
  readonly #pieces: OwnPiece[] = [];
  readonly #source: Iterator<OwnPiece>;
  /** Where the lines of a mapped body start, in the own text and in the host. */
  readonly #starts: number[] = [];
  readonly #hosts: number[] = [];

  constructor(part: Part) {
    this.#part = part;
    this.#source = part.lens.identity ? identityPieces(part) : this.#joinedLines();
  }

  /** The pieces in order. */
  *pieces(): Generator<OwnPiece> {
    for (let i = 0; ; i++) {
      const known = this.#pieces[i];
      if (known) {
        yield known;
        continue;
      }
      const next = this.#source.next();
      if (next.done === true) return;
      this.#pieces.push(next.value);
      yield next.value;
    }
  }

  /** The host offset of an offset of the own text that was read. */
  toHost(offset: number): number {
    if (this.#part.lens.identity) return this.#part.bodyFrom + offset;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#hosts[low] ?? this.#part.bodyFrom) + offset - (this.#starts[low] ?? 0);
  }

  /** The host range of a range of the own text. */
  range(from: number, to: number): TextRange {
    return { from: this.toHost(from), to: to > from ? this.toHost(to - 1) + 1 : this.toHost(from) };
  }

  /** A mapped body comes line by line; scans are made for longer texts. */
  *#joinedLines(): Generator<OwnPiece> {
    let texts: string[] = [];
    let start = 0;
    let length = 0;
    const join = (): OwnPiece => {
      const segment = new Segment(texts.join(''));
      const piece = { segment, text: segment.text, start };
      texts = [];
      start += length;
      length = 0;
      return piece;
    };
    for (const { text, at } of bodyPieces(this.#part)) {
      this.#starts.push(start + length);
      this.#hosts.push(at);
      texts.push(text);
      length += text.length;
      if (length >= ENOUGH) yield join();
    }
    if (length > 0) yield join();
  }
}

/** The own text of a part's body. */
export function ownText(part: Part): OwnText {
  let own = cache.get(part);
  if (!own) {
    own = new OwnText(part);
    cache.set(part, own);
  }
  return own;
}

const cache = new WeakMap<Part, OwnText>();

function* identityPieces(part: Part): Generator<OwnPiece> {
  const own = ({ segment, text, at }: BodyPiece): OwnPiece => ({ segment, text, start: at - part.bodyFrom });
  for (const piece of bodyPieces(part)) yield own(piece);
}

const ENOUGH = 65_536;
