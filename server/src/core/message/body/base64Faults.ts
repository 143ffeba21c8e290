// Where a base64 body departs from RFC 2045 6.8, and how much it decodes to, without decoding it.

import type { Part } from '../part.ts';
import { BodyFaultList } from './bodyFaults.ts';
import type { BodyFaults } from './bodyFaults.ts';
import { bodyPieces } from './pieces.ts';

/** The faults of a base64 body, found at the first call. Linear: one native scan and one pass over the lines. */
export function base64Faults(part: Part): BodyFaults {
  const known = cache.get(part);
  if (known) return known;
  const found = new Base64Check().run(part);
  cache.set(part, found);
  return found;
}

const cache = new WeakMap<Part, BodyFaults>();

class Base64Check {
  readonly #list = new BodyFaultList();
  /** Characters of the alphabet so far. */
  #digits = 0;
  /** Padding characters since the last of them, and where the first of those stands. */
  #pads = 0;
  #padFrom = -1;
  #padTo = -1;
  /** True behind the complete padding; what follows is not data. */
  #ended = false;
  /** The unfinished line at the end of the pieces so far. */
  #lineFrom = -1;
  #lineLength = 0;
  /** Behind the last character that is data. */
  #dataTo = 0;

  run(part: Part): BodyFaults {
    this.#dataTo = part.bodyFrom;
    for (const { text, at } of bodyPieces(part)) {
      if (this.#ended) this.#after(text, at, 0);
      else this.#read(text, at);
    }
    this.#endLine();
    if (!this.#ended) this.#checkEnd();
    return {
      faults: this.#list.faults,
      counts: this.#list.counts,
      decodedOctets: Math.floor((this.#digits * 3) / 4),
    };
  }

  #read(text: string, at: number): void {
    let from = 0;
    STOP.lastIndex = 0;
    for (let match = STOP.exec(text); match; match = STOP.exec(text)) {
      const { index } = match;
      const [run] = match;
      this.#data(index - from, at + index);
      from = index + run.length;
      if (run.charCodeAt(0) === LF || run.charCodeAt(0) === CR) {
        this.#endLine();
        continue;
      }
      if (this.#lineFrom < 0) this.#lineFrom = at + index;
      this.#lineLength += run.length;
      this.#odd(run, at + index);
      if (this.#ended) {
        this.#after(text, at, this.#dataTo - at);
        return;
      }
    }
    this.#data(text.length - from, at + text.length);
  }

  /** `length` characters of the alphabet that end at `to`. */
  #data(length: number, to: number): void {
    if (length === 0) return;
    if (this.#lineFrom < 0) this.#lineFrom = to - length;
    this.#lineLength += length;
    if (this.#pads > 0) this.#list.add('base64-padding', this.#padFrom, this.#padTo);
    this.#pads = 0;
    this.#digits += length;
    this.#dataTo = to;
  }

  #endLine(): void {
    if (this.#lineLength > 76) {
      this.#list.add(
        'base64-line-too-long',
        this.#lineFrom,
        this.#lineFrom + this.#lineLength,
        String(this.#lineLength),
      );
    }
    this.#lineFrom = -1;
    this.#lineLength = 0;
  }

  /** A run of characters that are neither of the alphabet nor line ends. */
  #odd(run: string, at: number): void {
    for (let i = 0; i < run.length && !this.#ended;) {
      PADDING.lastIndex = i;
      SPACES.lastIndex = i;
      OTHER.lastIndex = i;
      if (PADDING.test(run)) {
        const to = PADDING.lastIndex;
        this.#padding(to - i, at + i);
        i = to;
      } else if (SPACES.test(run)) {
        this.#list.add('base64-space', at + i, at + SPACES.lastIndex);
        i = SPACES.lastIndex;
      } else {
        OTHER.test(run);
        const to = Math.max(i + 1, OTHER.lastIndex);
        this.#list.add('base64-character', at + i, at + to, run.slice(i, Math.min(to, i + 20)));
        i = to;
      }
    }
  }

  #padding(length: number, at: number): void {
    const group = this.#digits % 4;
    if (this.#pads === 0) this.#padFrom = at;
    const wanted = group >= 2 ? 4 - group : 0;
    if (wanted > 0 && this.#pads + length >= wanted) {
      this.#dataTo = at + wanted - this.#pads;
      this.#ended = true;
      return;
    }
    this.#pads += length;
    this.#padTo = at + length;
  }

  /** What stands behind the padded end: only white space may. */
  #after(text: string, at: number, from: number): void {
    if (this.#list.counts['base64-text-after'] !== undefined) return;
    const start = text.slice(from).search(/[^ \t\r\n]/);
    if (start < 0) return;
    TEXT_LINE.lastIndex = from + start;
    TEXT_LINE.test(text);
    this.#list.add('base64-text-after', at + from + start, at + TEXT_LINE.lastIndex);
  }

  #checkEnd(): void {
    const group = this.#digits % 4;
    if (group === 1) this.#list.add('base64-length', this.#dataTo - 1, this.#dataTo);
    else if (group > 1) this.#list.add('base64-padding-missing', this.#dataTo, this.#dataTo);
    else if (this.#pads > 0) this.#list.add('base64-padding', this.#padFrom, this.#padTo);
  }
}

/** Everything that is not data; each line end by itself. */
const STOP = /\r\n|\r|\n|[^A-Za-z0-9+/\r\n]+/g;
const PADDING = /=+/y;
const SPACES = /[ \t]+/y;
const OTHER = /[^= \t]+/y;
const TEXT_LINE = /[^\r\n]*/y;
const CR = 13;
const LF = 10;
