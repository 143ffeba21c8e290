// The orders of the rows of a DMARC report.

import type { DmarcReport } from '../../inspect/reports/dmarcReport.ts';
import { isAligned } from './dmarcTotals.ts';

type Row = DmarcReport['rows'][number];

/** What rows can be sorted by. */
export type DmarcColumn = 'count' | 'sourceIp' | 'dkim' | 'spf' | 'disposition' | 'headerFrom';

/** As `aria-sort` says it. */
export type Direction = 'ascending' | 'descending';

export interface DmarcOrder {
  readonly column: DmarcColumn;
  readonly direction: Direction;
}

/** The most messages first. */
export const firstOrder: DmarcOrder = { column: 'count', direction: 'descending' };

/** The order after a column was chosen: the other way round where it was that column's already. */
export function nextOrder(order: DmarcOrder, column: DmarcColumn): DmarcOrder {
  if (order.column !== column) return { column, direction: column === 'count' ? 'descending' : 'ascending' };
  return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** Of equal rows the largest come first, and those that failed before those that passed. */
export function inOrder(rows: readonly Row[], { column, direction }: DmarcOrder): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort(
    (one, another) =>
      sign * compared(one, another, column) ||
      another.count - one.count ||
      Number(isAligned(one)) - Number(isAligned(another)),
  );
}

function compared(one: Row, another: Row, column: DmarcColumn): number {
  if (column === 'count') return one.count - another.count;
  return collator.compare(one[column], another[column]);
}

/** Of addresses each number counts as a number. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
