// A run of a document's text that outlives the versions it is in, and what was found in it.

import { lineStarts } from './lineStarts.ts';

/**
 * An immutable piece of a text. It knows nothing of where it stands, so it is the same object in every version of the
 * document in which it was not edited, and what was found in it stays true. All offsets count from its start, in
 * UTF-16 units. It ends behind a line end wherever there is one in time, never between CR and LF, never between the
 * halves of a surrogate pair.
 */
export class Segment {
  readonly text: string;
  #lineEnds: Uint32Array | undefined;
  readonly #first = new Map<string, number>();
  readonly #recalled = new Map<object, Recalled>();

  constructor(text: string) {
    this.text = text;
  }

  /** The offsets behind its line ends (LF, CRLF, CR), ascending; the last may be the segment's end. */
  get lineEnds(): Uint32Array {
    return (this.#lineEnds ??= lineStarts(this.text).subarray(1));
  }

  /** Where `needle` first starts, or -1. Looked for once, for a handful of needles. */
  first(needle: string): number {
    const known = this.#first.get(needle);
    if (known !== undefined) return known;
    const at = this.text.indexOf(needle);
    if (this.#first.size >= MAX_NEEDLES) this.#first.clear();
    this.#first.set(needle, at);
    return at;
  }

  /**
   * What the scan `key` found in this text. It is kept with the state the scan entered the text with; entered with
   * another state it is made anew, and replaces what was kept.
   * @param make may depend on nothing but this text, the state and the key.
   */
  recall<T>(key: object, state: string | number, make: () => T): T {
    const kept = this.#recalled.get(key);
    // One key always keeps one type: each scan has its own.
    if (kept?.state === state) return kept.value as T;
    const value = make();
    this.#recalled.set(key, { state, value });
    return value;
  }
}

interface Recalled {
  readonly state: string | number;
  readonly value: unknown;
}

/** A segment where it stands in one version of the text. */
export interface PlacedSegment {
  readonly segment: Segment;
  /** The host offsets of its start and end. */
  readonly from: number;
  readonly to: number;
}

/** The parsers look for four; the rest are those of a few rules. */
const MAX_NEEDLES = 16;
