// The numbers of the lines of a session, and what an edit does to them.

import type { ListEdit } from '../../text/listEdit.ts';

/** Makes the lists of numbers; those without a gap are pieces of one list. */
export class NumberLists {
  readonly #ascending: Uint32Array;

  /**
   * @param count how many lines there are.
   * @param earlier lists of an earlier version: its pieces are those of the same list where it is long enough.
   */
  constructor(count: number, earlier?: NumberLists) {
    const known = earlier ? earlier.#ascending : NO_NUMBERS;
    this.#ascending = known.length >= count ? known : ascending(count + (count >>> 3));
  }

  /** The numbers of runs: where each starts and ends. */
  of(runs: readonly number[]): Uint32Array {
    const [from = 0, to = 0] = runs;
    if (runs.length <= 2) return this.#run(from, to);
    let count = 0;
    for (let at = 0; at < runs.length; at += 2) count += (runs[at + 1] ?? 0) - (runs[at] ?? 0);
    const numbers = new Uint32Array(count);
    let place = 0;
    for (let at = 0; at < runs.length; at += 2) {
      const end = runs[at + 1] ?? 0;
      for (let number = runs[at] ?? 0; number < end; number++) numbers[place++] = number;
    }
    return numbers;
  }

  /**
   * The numbers of a session after an edit: those it had in front of `from`, those of the runs, and those it had at or
   * behind `oldTo`, moved.
   */
  spliced(
    old: Uint32Array,
    from: number,
    runs: readonly number[],
    oldTo: number,
    shift: number,
  ): Uint32Array {
    const head = placeOf(old, from);
    const tail = placeOf(old, oldTo);
    if (head === tail && runs.length === 0 && (shift === 0 || tail === old.length)) return old;
    const inner = this.of(runs);
    const length = head + inner.length + old.length - tail;
    if (length === 0) return inner;
    const first = head > 0 ? old[0] : inner.length > 0 ? inner[0] : (old[tail] ?? 0) + shift;
    const end =
      tail < old.length
        ? (old[old.length - 1] ?? 0) + shift
        : inner.length > 0
          ? inner[inner.length - 1]
          : old[head - 1];
    if (first !== undefined && end !== undefined && end - first + 1 === length) {
      return this.#run(first, end + 1);
    }
    const same = shift === 0 && inner.length === tail - head;
    if (same && inner.every((number, place) => number === old[head + place])) return old;
    const numbers = new Uint32Array(length);
    numbers.set(old.subarray(0, head));
    numbers.set(inner, head);
    const behind = head + inner.length;
    numbers.set(old.subarray(tail), behind);
    if (shift !== 0) {
      for (let place = behind; place < length; place++) numbers[place] = (numbers[place] ?? 0) + shift;
    }
    return numbers;
  }

  #run(from: number, to: number): Uint32Array {
    return this.#ascending.subarray(from, to);
  }
}

function ascending(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let number = 0; number < count; number++) numbers[number] = number;
  return numbers;
}

const NO_NUMBERS = new Uint32Array(0);

/** How many of ascending numbers are less than a limit. */
export function placeOf(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What an edit did to the places of a session.
 * @param region the lines that may be in another session than they were.
 * @param edit the lines that are not what they were, by number.
 */
export function placeEdit(old: Uint32Array, now: Uint32Array, region: ListEdit, edit: ListEdit): ListEdit {
  const shift = region.newTo - region.oldTo;
  let from = placeOf(old, region.from);
  const least = Math.min(old.length, now.length);
  const beforeEdit = (place: number): boolean => (old[place] ?? edit.from) < edit.from;
  while (from < least && beforeEdit(from) && old[from] === now[from]) from++;
  let oldTo = placeOf(old, region.oldTo);
  let newTo = now.length - (old.length - oldTo);
  const behindEdit = (place: number): boolean => (old[place] ?? -1) >= edit.oldTo;
  while (
    oldTo > from &&
    newTo > from &&
    behindEdit(oldTo - 1) &&
    (old[oldTo - 1] ?? 0) + shift === now[newTo - 1]
  ) {
    oldTo--;
    newTo--;
  }
  return { from, oldTo, newTo };
}
