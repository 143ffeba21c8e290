// A map from message numbers to values that is never changed: each change is a new map that shares most of the old.

/** Up to this number; a greater one is not kept: no maildrop has so many messages. */
export const MAX_NUMBER = 1_000_000;

type Chunk<T> = readonly (T | undefined)[];

/** Persistent. A change copies one chunk and the list of chunks, so that a state of the session is kept for nothing. */
export class NumberMap<T> {
  readonly #chunks: readonly (Chunk<T> | undefined)[];
  /** How many numbers have a value. */
  readonly size: number;

  private constructor(chunks: readonly (Chunk<T> | undefined)[], size: number) {
    this.#chunks = chunks;
    this.size = size;
  }

  static empty<T>(): NumberMap<T> {
    return new NumberMap<T>([], 0);
  }

  get(number: number): T | undefined {
    return this.#chunks[Math.floor(number / CHUNK)]?.[number % CHUNK];
  }

  with(number: number, value: T): NumberMap<T> {
    return this.withAll([[number, value]]);
  }

  /** Whether two maps have the same numbers, with values that are alike. */
  equals(other: NumberMap<T>, alike: (one: T, other: T) => boolean): boolean {
    if (this.size !== other.size) return false;
    return this.#chunks.every((chunk, place) => {
      const others = other.#chunks[place];
      if (!chunk || chunk === others) return true;
      return chunk.every((value, at) => {
        const each = others?.[at];
        return value === undefined || each === undefined ? value === each : alike(value, each);
      });
    });
  }

  /** All the pairs at once, undefined for no value; of a number that stands twice the later value counts. */
  withAll(pairs: Iterable<readonly [number, T | undefined]>): NumberMap<T> {
    const chunks = [...this.#chunks];
    const own = new Map<number, (T | undefined)[]>();
    let { size } = this;
    for (const [number, value] of pairs) {
      if (!(number >= 0 && number <= MAX_NUMBER)) continue;
      const place = Math.floor(number / CHUNK);
      let chunk = own.get(place);
      if (!chunk) {
        chunk = [...(chunks[place] ?? new Array<undefined>(CHUNK).fill(undefined))];
        own.set(place, chunk);
        while (chunks.length <= place) chunks.push(undefined);
        chunks[place] = chunk;
      }
      if (chunk[number % CHUNK] !== undefined) size--;
      if (value !== undefined) size++;
      chunk[number % CHUNK] = value;
    }
    if (own.size === 0) return this;
    return new NumberMap(chunks, size);
  }
}

const CHUNK = 256;
