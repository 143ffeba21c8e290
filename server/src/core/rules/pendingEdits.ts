// What edits have done to a session since everything in it was looked at: edits far from each other are told apart.

import type { PreviousSession } from '../transcript/exchange.ts';
import { composed, moved, movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';

/** The edits of a session that were not looked at, against the version in which all was; in the order of the units. */
export class PendingEdits {
  #edits: readonly PreviousSession[] = [];

  /** The one to look at first: what the others have changed is known behind it only. */
  get first(): PreviousSession | undefined {
    return this.#edits[0];
  }

  /** Takes in what became of the version before. */
  add({ session, edit, repaired }: PreviousSession): void {
    const before = this.#edits[0]?.session ?? session;
    const older = this.#edits.map((each) => ({
      ...each,
      repaired: each.repaired.flatMap((unit) => moved(edit, unit) ?? []),
    }));
    // Edits that move nothing stand where they stood: only what is near the new one is joined with it.
    const inPlace = [edit, ...older.map((each) => each.edit)].every((each) => movedBy(each) === 0);
    const near = inPlace ? older.filter((each) => isNear(each.edit, edit)) : older;
    const far = older.filter((each) => !near.includes(each));
    const known = near.reduce<ListEdit | undefined>(
      (all, each) => (all ? spanned(all, each.edit) : each.edit),
      undefined,
    );
    const joined = {
      session: before,
      edit: known ? composed(known, edit) : edit,
      repaired: union([...near.flatMap((each) => each.repaired), ...repaired]),
    };
    this.#edits = [...far, joined].sort((a, b) => a.edit.from - b.edit.from);
  }

  /** The first one was looked at. */
  done(): void {
    this.#edits = this.#edits.slice(1);
  }

  clear(): void {
    this.#edits = [];
  }

  /** Where the next edit behind the first one starts: what the first one changed may reach into it. */
  get border(): number {
    return this.#edits[1]?.edit.from ?? Infinity;
  }

  /** The first one reaches into the next one, of which the units from the border on are left. */
  join(): void {
    const [first, next, ...others] = this.#edits;
    if (first && next) this.#edits = [withRepaired(next, first.repaired), ...others];
  }

  /**
   * Of what the first one may have changed, the units in front of `at` were looked at. That holds in a next version which
   * is edited behind them, and in which they have not moved.
   * @returns false where it does not.
   */
  passed(at: number, next: ListEdit): boolean {
    const [first, ...others] = this.#edits;
    if (!first || movedBy(first.edit) !== 0 || movedBy(next) !== 0) return false;
    if (at <= first.edit.newTo || next.from < at + NEAR) return false;
    this.#edits = [{ ...first, edit: { from: at, oldTo: at, newTo: at } }, ...others];
    return true;
  }
}

function withRepaired(edit: PreviousSession, more: readonly number[]): PreviousSession {
  return { ...edit, repaired: union([...edit.repaired, ...more]) };
}

/** Both, where neither moves anything. */
function spanned(one: ListEdit, other: ListEdit): ListEdit {
  const to = Math.max(one.newTo, other.newTo);
  return { from: Math.min(one.from, other.from), oldTo: to, newTo: to };
}

function isNear(one: ListEdit, other: ListEdit): boolean {
  return one.from <= other.newTo + NEAR && other.from <= one.newTo + NEAR;
}

function union(units: readonly number[]): readonly number[] {
  return [...new Set(units)].sort((a, b) => a - b);
}

/** Units between edits that are looked at one by one. */
const NEAR = 8;
