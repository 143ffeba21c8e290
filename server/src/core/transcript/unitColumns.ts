// The units of a session as integer columns: not an object for each, and taken over in bulk by the next version.

/** -1 is none: a unit that belongs to no command, a command without a reply. */
const NONE = -1;

/** The bit of `what` that is set for a command's final replies. */
export const REPLY = 1 << 7;

/** How units behind an edit have moved. */
export interface UnitShift {
  /** How many places their lines have moved. */
  readonly places: number;
  /** How many units stand more in front of them. */
  readonly units: number;
  /** The new number of a unit in front of them that they refer to. */
  readonly referred: (unit: number) => number;
}

/**
 * Columns of numbers, one entry for each unit. `first` and `last` are places in the session's lines, `[first, last)`;
 * `repliesTo` is a unit's number or -1; `what` is the list's, but for the bit that says that the unit is a reply.
 */
export class UnitColumns {
  count = 0;
  #what: Uint16Array;
  #first: Int32Array;
  #last: Int32Array;
  #repliesTo: Int32Array;
  /** Made when asked for: it follows from `repliesTo`. */
  #answeredBy: Int32Array | undefined;

  /** @param room for how many units there is room at first. */
  constructor(room: number) {
    this.#what = new Uint16Array(room);
    this.#first = new Int32Array(room);
    this.#last = new Int32Array(room);
    this.#repliesTo = new Int32Array(room);
  }

  /** Adds a unit. @returns its number. */
  push(what: number, first: number, last: number, repliesTo: number): number {
    const index = this.count;
    if (index === this.#what.length) this.#grow(Math.max(FIRST_ROOM, index * 2));
    this.#what[index] = what;
    this.#first[index] = first;
    this.#last[index] = last;
    this.#repliesTo[index] = repliesTo;
    this.count = index + 1;
    return index;
  }

  /** Adds the units `[from, to)` of other columns, moved. */
  take(other: UnitColumns, from = 0, to = other.count, shift?: UnitShift): void {
    const at = this.count;
    const end = at + to - from;
    if (end > this.#what.length) this.#grow(at === 0 ? end : Math.max(end, at * 2));
    this.#what.set(other.#what.subarray(from, to), at);
    this.#first.set(other.#first.subarray(from, to), at);
    this.#last.set(other.#last.subarray(from, to), at);
    this.#repliesTo.set(other.#repliesTo.subarray(from, to), at);
    this.count = end;
    if (shift) this.#move(at, from, shift);
  }

  /** Gives up the room that nothing stands in, where it is worth a copy. */
  trim(): void {
    if (this.#what.length < this.count + SPARE) return;
    this.#what = this.#what.slice(0, this.count);
    this.#first = this.#first.slice(0, this.count);
    this.#last = this.#last.slice(0, this.count);
    this.#repliesTo = this.#repliesTo.slice(0, this.count);
  }

  setLast(index: number, last: number): void {
    this.#last[index] = last;
  }

  what(index: number): number {
    return this.#what[index] ?? 0;
  }

  first(index: number): number {
    return this.#first[index] ?? NONE;
  }

  last(index: number): number {
    return this.#last[index] ?? NONE;
  }

  repliesTo(index: number): number {
    return this.#repliesTo[index] ?? NONE;
  }

  /** Whether a unit is what one of other columns is, `places` further on, and neither belongs to a command. */
  isAlike(unit: number, other: UnitColumns, old: number, places: number): boolean {
    return (
      this.#what[unit] === other.#what[old] &&
      this.#first[unit] === (other.#first[old] ?? 0) + places &&
      this.#last[unit] === (other.#last[old] ?? 0) + places &&
      this.#repliesTo[unit] === NONE &&
      other.#repliesTo[old] === NONE
    );
  }

  /** The first unit of `[from, to)` whose `what` has one of two values in some of its bits; `to` where there is none. */
  find(from: number, to: number, bits: number, [one, other]: readonly [number, number]): number {
    const what = this.#what;
    const end = Math.min(to, this.count);
    for (let index = from; index < end; index++) {
      const value = (what[index] ?? 0) & bits;
      if (value === one || value === other) return index;
    }
    return to;
  }

  /** For each unit the last reply to it, -1 where there is none. Made once: the columns must be complete. */
  answers(): Int32Array {
    this.#answeredBy ??= this.#answers();
    return this.#answeredBy;
  }

  /** The units from `from` on that belong to a command. */
  replies(command: number, from: number): readonly number[] {
    const found: number[] = [];
    let at = this.#repliesTo.indexOf(command, from);
    for (; at >= 0 && at < this.count; at = this.#repliesTo.indexOf(command, at + 1)) found.push(at);
    return found;
  }

  #move(at: number, from: number, { places, units, referred }: UnitShift): void {
    const end = this.count;
    const repliesTo = this.#repliesTo;
    for (let index = at; places !== 0 && index < end; index++) {
      this.#first[index] = (this.#first[index] ?? 0) + places;
      this.#last[index] = (this.#last[index] ?? 0) + places;
    }
    for (let index = at; index < end; index++) {
      const unit = repliesTo[index] ?? NONE;
      if (unit >= from) repliesTo[index] = unit + units;
      else if (unit >= 0) repliesTo[index] = referred(unit);
    }
  }

  #grow(room: number): void {
    const what = new Uint16Array(room);
    what.set(this.#what);
    this.#what = what;
    this.#first = grown(this.#first, room);
    this.#last = grown(this.#last, room);
    this.#repliesTo = grown(this.#repliesTo, room);
  }

  #answers(): Int32Array {
    const answers = new Int32Array(this.count).fill(NONE);
    for (let index = 0; index < this.count; index++) {
      const command = this.#repliesTo[index] ?? NONE;
      if (command >= 0 && ((this.#what[index] ?? 0) & REPLY) !== 0) answers[command] = index;
    }
    return answers;
  }
}

function grown(column: Int32Array, room: number): Int32Array {
  const other = new Int32Array(room);
  other.set(column);
  return other;
}

const FIRST_ROOM = 64;
/** Entries of room that stay. */
const SPARE = 256;
