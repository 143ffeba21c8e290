// Makes the list of a session's units, which asks the session's lines where they stand.

import type { CommandRow } from './commandRow.ts';
import { ExchangeList } from './exchange.ts';
import type { Framed } from './exchange.ts';
import type { SessionLines } from './lines.ts';
import type { UnitColumns } from './unitColumns.ts';

/** The units over the lines of a session. A unit's range goes from its first to its last own text. */
export function exchangeList(
  rows: readonly CommandRow[],
  { all, numbers }: SessionLines,
  columns: UnitColumns,
  framed: Framed,
): ExchangeList {
  const range = (first: number, last: number) => ({
    from: all.content(numbers[first] ?? 0).from,
    to: all.content(numbers[Math.max(first, last - 1)] ?? 0).to,
  });
  return new ExchangeList(rows, range, columns, framed);
}
