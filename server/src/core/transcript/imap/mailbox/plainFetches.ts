// What plain FETCH responses say, in columns that versions hand on: their numbers, UIDs and flags.

import type { ListEdit } from '../../../text/listEdit.ts';
import { UNKNOWN_LIST } from './flagTexts.ts';
import type { FlagTexts } from './flagTexts.ts';

/** One entry for each unit of a session. They follow from a unit's own lines alone. */
export class PlainFetches {
  /** Shared by all versions. */
  readonly texts: FlagTexts;
  readonly #numbers: Int32Array;
  readonly #uids: Uint32Array;
  readonly #flags: Uint16Array;

  constructor(count: number, texts: FlagTexts) {
    this.texts = texts;
    this.#numbers = new Int32Array(count);
    this.#uids = new Uint32Array(count);
    this.#flags = new Uint16Array(count);
  }

  /** Those of the next version, which has `count` units. */
  after({ from, oldTo, newTo }: ListEdit, count: number): PlainFetches {
    const next = new PlainFetches(count, this.texts);
    next.take(this, 0, from, 0);
    next.take(this, oldTo, this.#numbers.length, newTo);
    return next;
  }

  /** Takes over those of some units of another version, which stand from `at` on. */
  take(other: PlainFetches, from: number, to: number, at: number): void {
    this.#numbers.set(other.#numbers.subarray(from, to), at);
    this.#uids.set(other.#uids.subarray(from, to), at);
    this.#flags.set(other.#flags.subarray(from, to), at);
  }

  /** Units that are to be looked at again. */
  forget(from: number, to: number): void {
    this.#numbers.fill(0, from, to);
  }

  /** Whether somebody has looked at a unit. */
  isKnown(unit: number): boolean {
    return this.#numbers[unit] !== 0;
  }

  /** The number of the message that a plain response is about; -1 for any other unit, 0 for one that nobody looked at. */
  number(unit: number): number {
    return this.#numbers[unit] ?? -1;
  }

  uid(unit: number): number {
    return this.#uids[unit] ?? 0;
  }

  /** The number of its list in `texts`. */
  flags(unit: number): number {
    return this.#flags[unit] ?? UNKNOWN_LIST;
  }

  /** Writes down a plain response. */
  set(unit: number, number: number, uid: number, flags: string): void {
    const list = this.texts.numberOf(flags);
    const plain = list !== UNKNOWN_LIST && number > 0 && number <= MAX_NUMBER;
    this.#numbers[unit] = plain ? number : -1;
    this.#uids[unit] = uid;
    this.#flags[unit] = list;
  }

  /** Writes down that a unit is something else. */
  setOther(unit: number): void {
    this.#numbers[unit] = -1;
  }
}

const MAX_NUMBER = 2 ** 31 - 1;
