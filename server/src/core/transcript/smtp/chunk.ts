// How far a chunk behind BDAT goes (RFC 3030 2), told line by line.

import { utf8Octets } from '../../text/octets.ts';

/** What a line is to a chunk. */
export interface ChunkLine {
  /** False where the chunk was over before: the line is a command. */
  readonly part: boolean;
  /** True where nothing of the chunk follows the line. */
  readonly over: boolean;
  /** The next chunk's command, which stands on the last line of a chunk without a line end. */
  readonly next?: string;
}

/** A chunk in a checkpoint: octets and characters that are left, null where nobody knows; whether a reply was logged. */
export type SavedChunk = readonly [octets: number | null, characters: number | null, replied: 0 | 1];

/** What is still to come of a chunk. */
export class Chunk {
  /** Octets, and the same if each character is one octet. */
  #left: number;
  #characters: number;
  /** True once a reply was logged in the middle. */
  #replied = false;

  private constructor(size: number) {
    this.#left = size;
    this.#characters = size;
  }

  /**
   * The chunk that a command announces; undefined where it is empty. A size that cannot be read leaves open where the
   * chunk ends: at the next command.
   */
  static of(command: string): Chunk | undefined {
    const size = Number(SIZE.exec(command)?.[1] ?? UNKNOWN);
    return size > 0 ? new Chunk(size) : undefined;
  }

  static restored([octets, characters, replied]: SavedChunk): Chunk {
    const chunk = new Chunk(UNKNOWN);
    if (octets !== UNKNOWN_SAVED) chunk.#left = octets;
    if (characters !== UNKNOWN_SAVED) chunk.#characters = characters;
    chunk.#replied = replied === 1;
    return chunk;
  }

  save(): SavedChunk {
    const saved = (left: number) => (left === UNKNOWN ? UNKNOWN_SAVED : left);
    return [saved(this.#left), saved(this.#characters), this.#replied ? 1 : 0];
  }

  /** Takes a line. @param isCommand whether it starts as a command does. */
  take(text: string, isCommand: boolean): ChunkLine {
    const left = Math.min(this.#left, this.#characters);
    const short = left === UNKNOWN || this.#replied || left < text.length;
    // Where characters stand for octets other than those of UTF-8, the count of characters is the right one.
    const over = this.#left <= 0 && this.#characters <= 0;
    if (over || (isCommand && short) || NEXT.test(text)) return { part: false, over: true };
    const next = text.slice(left);
    if (left > 0 && left < text.length && NEXT.test(next)) return { part: true, over: true, next };
    this.#left -= utf8Octets(text) + LINE_END;
    this.#characters -= text.length + LINE_END;
    return { part: true, over: this.#left <= 0 && this.#left >= -LINE_END };
  }

  /** Takes a reply. @returns whether the chunk may go on: the two sides of a capture need not stand in order of time. */
  replied(): boolean {
    this.#replied = true;
    return this.#left > 0 && this.#left !== UNKNOWN;
  }
}

const SIZE = /^\S+\s+(\d{1,15})(?:\s|$)/;
/** What no line of a message looks like: a chunk announced as too long ends here. */
const NEXT = /^(?:BDAT \d{1,15}(?: LAST)?|QUIT)$/i;
const UNKNOWN = Infinity;
/** JSON has no infinite numbers. */
const UNKNOWN_SAVED = null;
/** Octets of a line end on the wire. */
const LINE_END = 2;
