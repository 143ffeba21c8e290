// Numbers for the connections of a log, in the order in which their ids are first seen.

/** Gives each id its number. */
export class StreamNumbers {
  /** What an earlier version of the text has numbered: of it the first `#known` count. */
  readonly #earlier: ReadonlyMap<string, number>;
  readonly #known: number;
  readonly #own = new Map<string, number>();

  /** @param earlier numbers to go on from, of which the first `known` are taken. */
  constructor(earlier?: StreamNumbers, known = 0) {
    this.#earlier = earlier ? earlier.#own : this.#own;
    this.#known = known;
  }

  /** How many ids have a number. */
  get size(): number {
    return this.#known + this.#own.size;
  }

  /** The number of an id: from now on, where it had none. */
  of(id: string): number {
    const known = this.#earlier.get(id);
    if (known !== undefined && (known < this.#known || this.#earlier === this.#own)) return known;
    const own = this.#own.get(id);
    if (own !== undefined) return own;
    const number = this.size;
    this.#own.set(id, number);
    return number;
  }

  /** True where all ids that were numbered here have the same number there. */
  agreesWith(other: StreamNumbers): boolean {
    for (const [id, number] of this.#own) if (other.#own.get(id) !== number) return false;
    return true;
  }

  /** The same, of which nothing stands in an earlier version. */
  settled(): StreamNumbers {
    if (this.#earlier === this.#own) return this;
    const all = new StreamNumbers();
    for (const [id, number] of this.#earlier) if (number < this.#known) all.#own.set(id, number);
    for (const [id, number] of this.#own) all.#own.set(id, number);
    return all;
  }
}
