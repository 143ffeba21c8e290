// A set of message numbers that is never changed: each change is a new set that shares most of the old.

import { MAX_NUMBER } from './numberMap.ts';

/** Some bits of each chunk in one number. */
type Chunk = readonly number[];

/** Persistent. A change copies one small chunk and the list of chunks. */
export class NumberSet {
  readonly #chunks: readonly (Chunk | undefined)[];
  /** How many numbers it has. */
  readonly size: number;

  private constructor(chunks: readonly (Chunk | undefined)[], size: number) {
    this.#chunks = chunks;
    this.size = size;
  }

  static readonly empty = new NumberSet([], 0);

  has(number: number): boolean {
    const word = Math.floor(number / BITS);
    const bits = this.#chunks[Math.floor(word / WORDS)]?.[word % WORDS] ?? 0;
    return (bits & (1 << (number % BITS))) !== 0;
  }

  with(number: number): NumberSet {
    if (!(number >= 0 && number <= MAX_NUMBER) || this.has(number)) return this;
    const word = Math.floor(number / BITS);
    const place = Math.floor(word / WORDS);
    const chunks = [...this.#chunks];
    const chunk = [...(chunks[place] ?? NO_BITS)];
    chunk[word % WORDS] = (chunk[word % WORDS] ?? 0) | (1 << (number % BITS));
    while (chunks.length < place) chunks.push(undefined);
    chunks[place] = chunk;
    return new NumberSet(chunks, this.size + 1);
  }

  equals(other: NumberSet): boolean {
    if (this === other) return true;
    if (this.size !== other.size) return false;
    return this.#chunks.every((chunk, place) => {
      const others = other.#chunks[place];
      return !chunk || chunk === others || chunk.every((bits, at) => bits === others?.[at]);
    });
  }
}

/** What fits into a small integer of the engine. */
const BITS = 30;
const WORDS = 16;
const NO_BITS: Chunk = new Array<number>(WORDS).fill(0);
