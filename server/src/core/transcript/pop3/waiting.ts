// The commands of a POP3 session that have no reply yet: a client may send thousands before it reads the first one.

import type { Pop3CommandSyntax } from './grammar.ts';

/** A command, and where it was said. */
export interface Pop3Said {
  readonly index: number;
  readonly syntax: Pop3CommandSyntax;
}

/** What queues that came out of each other share; it only grows. */
interface Shared {
  readonly all: Pop3Said[];
  /** How many from the start on hold nothing of other lines. */
  alone: number;
}

/** Oldest first. Each change is a new queue that shares the old one's commands: states of the session are kept. */
export class Waiting {
  readonly #shared: Shared;
  readonly #from: number;
  readonly #to: number;

  private constructor(shared: Shared, from: number, to: number) {
    this.#shared = shared;
    this.#from = from;
    this.#to = to;
  }

  static readonly none = new Waiting({ all: [], alone: 0 }, 0, 0);

  static of(commands: readonly Pop3Said[]): Waiting {
    return commands.length === 0
      ? Waiting.none
      : new Waiting({ all: [...commands], alone: 0 }, 0, commands.length);
  }

  get length(): number {
    return this.#to - this.#from;
  }

  get last(): Pop3Said | undefined {
    return this.length > 0 ? this.#shared.all[this.#to - 1] : undefined;
  }

  /** All of them; a copy. */
  get commands(): readonly Pop3Said[] {
    return this.#shared.all.slice(this.#from, this.#to);
  }

  some(test: (said: Pop3Said) => boolean): boolean {
    for (let at = this.#from; at < this.#to; at++) {
      const said = this.#shared.all[at];
      if (said && test(said)) return true;
    }
    return false;
  }

  /** The command in unit `index`. */
  find(index: number): Pop3Said | undefined {
    const at = this.#behind(index - 1);
    const said = at < this.#to ? this.#shared.all[at] : undefined;
    return said?.index === index ? said : undefined;
  }

  /** Those behind unit `index`. */
  behind(index: number): Waiting {
    const from = this.#behind(index);
    return from === this.#to ? Waiting.none : new Waiting(this.#shared, from, this.#to);
  }

  /** With one more, and not more than `most`. */
  with(said: Pop3Said, most: number): Waiting {
    const { all } = this.#shared;
    const grows = all.length === this.#to && this.#from * 2 <= this.#to + MANY;
    const shared = grows ? this.#shared : { all: this.commands.slice(), alone: 0 };
    const from = grows ? this.#from : 0;
    shared.all.push(said);
    const to = shared.all.length;
    return new Waiting(shared, Math.max(from, to - most), to);
  }

  /** Has `free` called once for each command. */
  alone(free: (said: Pop3Said) => void): void {
    const { all } = this.#shared;
    for (let at = Math.max(this.#from, this.#shared.alone); at < this.#to; at++) {
      const said = all[at];
      if (said) free(said);
    }
    this.#shared.alone = Math.max(this.#shared.alone, this.#to);
  }

  /** Where the first command behind unit `index` stands. */
  #behind(index: number): number {
    let low = this.#from;
    let high = this.#to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#shared.all[middle]?.index ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Commands without a reply any more that may be kept. */
const MANY = 64;
