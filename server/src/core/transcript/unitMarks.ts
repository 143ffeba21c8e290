// What was found out of units by their own lines, one small number for each, handed on from version to version.

import type { PlainFetches } from './imap/mailbox/plainFetches.ts';
import { movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';

/** A unit that nobody has looked at. */
export const UNMARKED = 0;
/** A unit that changes nothing of what is known of the session, and of which no rule about single units has anything to say. */
export const QUIET = 1;
/** The same, and it may carry a message. */
export const CARRIES = 2;
/** Any other one. */
export const SPEAKS = 3;

/** The marks of a session's units. They follow from a unit's own lines alone. */
export class UnitMarks {
  /** Made where somebody asks for them. */
  fetches: PlainFetches | undefined;
  readonly #marks: Uint8Array;

  constructor(marks: Uint8Array) {
    this.#marks = marks;
  }

  /**
   * Those of the next version, which has `count` units. Where nothing moves, both versions share them: what is edited is
   * to be looked at again.
   */
  after(edit: ListEdit, count: number): UnitMarks {
    if (movedBy(edit) === 0 && count === this.#marks.length) {
      this.#marks.fill(UNMARKED, edit.from, edit.newTo);
      this.fetches?.forget(edit.from, edit.newTo);
      return this;
    }
    const marks = new Uint8Array(count);
    marks.set(this.#marks.subarray(0, edit.from));
    marks.set(this.#marks.subarray(edit.oldTo), edit.newTo);
    const next = new UnitMarks(marks);
    next.fetches = this.fetches?.after(edit, count);
    return next;
  }

  /** Takes over those of some units of another version, which stand from `at` on. */
  take(other: UnitMarks, from: number, to: number, at: number): void {
    this.#marks.set(other.#marks.subarray(from, to), at);
    if (other.fetches) this.fetches?.take(other.fetches, from, to, at);
  }

  of(unit: number): number {
    return this.#marks[unit] ?? UNMARKED;
  }

  set(unit: number, mark: number): void {
    this.#marks[unit] = mark;
  }

  isQuiet(unit: number): boolean {
    const mark = this.#marks[unit];
    return mark === QUIET || mark === CARRIES;
  }

  /** The first unit from `unit` on that has another mark; their number where there is none. */
  behind(mark: number, unit: number): number {
    const marks = this.#marks;
    let at = unit;
    while (at < marks.length && marks[at] === mark) at++;
    return at;
  }

  /** The first unit from `unit` on that is not quiet; their number where there is none. */
  behindQuiet(unit: number): number {
    const marks = this.#marks;
    let at = unit;
    while (at < marks.length && (marks[at] === QUIET || marks[at] === CARRIES)) at++;
    return at;
  }
}
