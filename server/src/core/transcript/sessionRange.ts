// Makes the list of a session's units, which asks the session's lines where they stand.

import type { CommandRow } from './commandRow.ts';
import { ExchangeList } from './exchange.ts';
import type { SessionLines } from './lines.ts';

/** An empty list of units over the lines of a session. A unit's range goes from its first to its last own text. */
export function exchangeList(rows: readonly CommandRow[], { all, numbers }: SessionLines): ExchangeList {
  return new ExchangeList(rows, (first, last) => ({
    from: all.content(numbers[first] ?? 0).from,
    to: all.content(numbers[Math.max(first, last - 1)] ?? 0).to,
  }));
}
