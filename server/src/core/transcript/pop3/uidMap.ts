// A map from message numbers to unique identifiers that is never changed; 10,000 short strings would be five times as large.

import { MAX_NUMBER } from './numberMap.ts';

/** Persistent. The identifiers of neighbouring messages are kept as one text. */
export class UidMap {
  readonly #chunks: readonly (string | undefined)[];
  /** How many numbers have one. */
  readonly size: number;
  /** The chunk that was asked for last: who asks goes through the messages in order. */
  #last: { readonly chunk: string; readonly uids: readonly string[] } | undefined;

  private constructor(chunks: readonly (string | undefined)[], size: number) {
    this.#chunks = chunks;
    this.size = size;
  }

  static readonly empty = new UidMap([], 0);

  get(number: number): string | undefined {
    const chunk = this.#chunks[Math.floor(number / CHUNK)];
    if (chunk === undefined) return undefined;
    if (this.#last?.chunk !== chunk) this.#last = { chunk, uids: chunk.split(BETWEEN) };
    const uid = this.#last.uids[number % CHUNK];
    return uid === NONE ? undefined : uid;
  }

  with(number: number, uid: string): UidMap {
    return this.withAll([[number, uid]]);
  }

  /** Whether two maps have the same numbers with the same identifiers. */
  equals(other: UidMap): boolean {
    if (this.size !== other.size) return false;
    return this.#chunks.every((chunk, place) => (chunk ?? NO_UIDS) === (other.#chunks[place] ?? NO_UIDS));
  }

  /** All the pairs at once, undefined for none; of a number that stands twice the later one counts. */
  withAll(pairs: Iterable<readonly [number, string | undefined]>): UidMap {
    const own = new Map<number, string[]>();
    let { size } = this;
    for (const [number, uid = NONE] of pairs) {
      if (!(number >= 0 && number <= MAX_NUMBER)) continue;
      const place = Math.floor(number / CHUNK);
      let uids = own.get(place);
      if (!uids) own.set(place, (uids = (this.#chunks[place] ?? NO_UIDS).split(BETWEEN)));
      if (uids[number % CHUNK] !== NONE) size--;
      if (uid !== NONE) size++;
      uids[number % CHUNK] = uid;
    }
    if (own.size === 0) return this;
    const chunks = [...this.#chunks];
    for (const [place, uids] of own) {
      while (chunks.length < place) chunks.push(undefined);
      chunks[place] = uids.join(BETWEEN);
    }
    return new UidMap(chunks, size);
  }
}

const CHUNK = 256;
/** What no identifier holds: it stands in one line. */
const BETWEEN = '\n';
const NONE = '\r';
const NO_UIDS = new Array<string>(CHUNK).fill(NONE).join(BETWEEN);
