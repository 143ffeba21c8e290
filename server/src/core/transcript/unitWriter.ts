// Where a framing writes the units of a session, from the first one on or from one in the middle.

import type { CommandRow } from './commandRow.ts';
import { whatOf } from './exchange.ts';
import type { NewExchange } from './exchange.ts';
import { UnitColumns } from './unitColumns.ts';

/** Units behind those that are known already. */
export class UnitWriter {
  /** How many are known already. */
  readonly base: number;
  /** The units from `base` on; what they refer to is numbered from the session's first unit. */
  readonly columns: UnitColumns;
  /** Where known units end, those that took more lines. */
  readonly extended = new Map<number, number>();
  readonly #rows: readonly CommandRow[];

  constructor(rows: readonly CommandRow[], base = 0) {
    this.#rows = rows;
    this.base = base;
    this.columns = new UnitColumns(0);
  }

  /** How many units there are with those known already. */
  get count(): number {
    return this.base + this.columns.count;
  }

  /** Adds a unit behind the others. @returns its number. */
  push({ kind, speaker, row, first, last, repliesTo }: NewExchange): number {
    return (
      this.base + this.columns.push(whatOf(kind, speaker, this.rowNumber(row)), first, last, repliesTo ?? -1)
    );
  }

  /**
   * Lets a unit take lines up to `last`: a reply of many lines, a message, a command with literals.
   * @param index the last one where left out.
   */
  extend(last: number, index = this.count - 1): void {
    if (index >= this.base) this.columns.setLast(index - this.base, last);
    else this.extended.set(index, last);
  }

  /** The place behind the last line of a unit; -1 for a known one that took no more lines. */
  last(index: number): number {
    return index >= this.base ? this.columns.last(index - this.base) : (this.extended.get(index) ?? -1);
  }

  /** The place of a row in its table; -1 for none. */
  rowNumber(row: CommandRow | undefined): number {
    return row === undefined ? -1 : (numbersOf(this.#rows).get(row) ?? -1);
  }
}

/** Where each row of a table stands in it. */
function numbersOf(rows: readonly CommandRow[]): ReadonlyMap<CommandRow, number> {
  let numbers = rowNumbers.get(rows);
  if (!numbers) {
    numbers = new Map(rows.map((row, index) => [row, index]));
    rowNumbers.set(rows, numbers);
  }
  return numbers;
}

const rowNumbers = new WeakMap<readonly CommandRow[], ReadonlyMap<CommandRow, number>>();
