// The scan of base64 that has something odd in it, character run by character run (RFC 2045 6.8).

import { BodyFaultList } from './bodyFaults.ts';

/** What a piece of a base64 body needs to know of the text in front of it; offsets count from its start. */
export interface Base64State {
  /** Characters of the alphabet in the open group of four. */
  readonly group: number;
  /** Padding characters since the last of them, and where those stand. */
  readonly pads: number;
  readonly padFrom: number;
  readonly padTo: number;
}

/** What the scan of a piece found. */
export interface Base64Scan extends Omit<Base64State, 'group'> {
  readonly list: BodyFaultList;
  /** Characters of the alphabet in the piece. */
  readonly digits: number;
  /** Behind the last character that is data, or -1. */
  readonly dataTo: number;
  /** True where the complete padding stands in the piece; it is read up to there. */
  readonly ended: boolean;
}

/** Scans one piece. Linear; the length of lines is not looked at. */
export function scanBase64(text: string, state: Base64State): Base64Scan {
  return new Base64Scanner(state).run(text);
}

class Base64Scanner {
  readonly #list = new BodyFaultList();
  readonly #group: number;
  #digits = 0;
  #pads: number;
  #padFrom: number;
  #padTo: number;
  #dataTo = -1;
  #ended = false;

  constructor({ group, pads, padFrom, padTo }: Base64State) {
    this.#group = group;
    this.#pads = pads;
    this.#padFrom = padFrom;
    this.#padTo = padTo;
  }

  run(text: string): Base64Scan {
    let from = 0;
    STOP.lastIndex = 0;
    for (let match = STOP.exec(text); match && !this.#ended; match = STOP.exec(text)) {
      const { index } = match;
      const [run] = match;
      this.#data(index - from, index);
      from = index + run.length;
      const first = run.charCodeAt(0);
      if (first !== LF && first !== CR) this.#odd(run, index);
    }
    if (!this.#ended) this.#data(text.length - from, text.length);
    return {
      list: this.#list,
      digits: this.#digits,
      pads: this.#pads,
      padFrom: this.#padFrom,
      padTo: this.#padTo,
      dataTo: this.#dataTo,
      ended: this.#ended,
    };
  }

  /** `length` characters of the alphabet that end at `to`. */
  #data(length: number, to: number): void {
    if (length === 0) return;
    if (this.#pads > 0) this.#list.add('base64-padding', this.#padFrom, this.#padTo);
    this.#pads = 0;
    this.#digits += length;
    this.#dataTo = to;
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
        this.#list.add('base64-character', at + i, at + to, run.slice(i, Math.min(to, i + MAX_DETAIL)));
        i = to;
      }
    }
  }

  #padding(length: number, at: number): void {
    const group = (this.#group + this.#digits) % 4;
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
}

/** Everything that is not data; each line end by itself. */
const STOP = /\r\n|\r|\n|[^A-Za-z0-9+/\r\n]+/g;
const PADDING = /=+/y;
const SPACES = /[ \t]+/y;
const OTHER = /[^= \t]+/y;
const MAX_DETAIL = 20;
const CR = 13;
const LF = 10;
