// Runs of units that a framing takes over from the version before as they are, though what it knows there is another.

import type { ExchangeList } from './exchange.ts';
import { movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';

/** The units `[from, to)` of the version before, which stand right behind each other. */
export interface QuietRun {
  readonly from: number;
  readonly to: number;
}

/** Finds them behind an edit of places, in order. */
export class QuietRuns {
  readonly #old: ExchangeList;
  readonly #edit: ListEdit;
  /** No old unit in front of it is asked for any more. */
  #unit = 0;
  /** Up to this old place the framings do not meet. */
  #apart = -1;

  constructor(old: ExchangeList, edit: ListEdit) {
    this.#old = old;
    this.#edit = edit;
  }

  /**
   * The run that starts with the line at a new place.
   * @param target the old place where the framings may meet next: the run ends there, unless it is known to be in vain.
   */
  at(place: number, target: number | undefined): QuietRun | undefined {
    const old = this.#old;
    const was = place - movedBy(this.#edit);
    if (was < this.#edit.oldTo) return undefined;
    if (this.#unit === 0) this.#unit = old.lastAt(was);
    while (this.#unit < old.count && old.first(this.#unit) < was) this.#unit++;
    const from = this.#unit;
    if (old.first(from) !== was) return undefined;
    const end = was < this.#apart ? Infinity : (target ?? Infinity);
    const to = this.#end(from, end);
    return to > from ? { from, to } : undefined;
  }

  /** The framings have not met at an old place; and in the run in which that stands, nothing changes. */
  unmet(place: number): void {
    const old = this.#old;
    const unit = old.lastAt(place);
    const to = this.#end(unit, Infinity);
    this.#apart = to > unit ? old.last(to - 1) : place;
  }

  /** The end of the quiet units from one on, none of which goes beyond an old place. */
  #end(from: number, place: number): number {
    const old = this.#old;
    let to = from;
    for (let end = old.first(from); old.marks.isQuiet(to) && old.first(to) === end; to++) {
      end = old.last(to);
      if (end > place) break;
    }
    return to;
  }
}

/** The pieces of a run, each of about so many lines. */
export function* piecesOf(old: ExchangeList, { from, to }: QuietRun, lines: number): Generator<QuietRun> {
  let first = from;
  for (let unit = from + 1; unit < to; unit++) {
    if (old.first(unit) - old.first(first) < lines) continue;
    yield { from: first, to: unit };
    first = unit;
  }
  yield { from: first, to };
}
