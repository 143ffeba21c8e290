// Offsets as lines and columns.

import type { Snapshot, TextRange } from '../core/index.ts';
import type { Place } from './fileReport.ts';

/** Lines and columns of a range, both from 1; columns count UTF-16 units. */
export function placeOf(snapshot: Snapshot, { from, to }: TextRange): Place {
  const line = snapshot.lineAt(from);
  const endLine = snapshot.lineAt(to);
  return {
    from,
    to,
    line: line + 1,
    column: from - snapshot.lineStart(line) + 1,
    endLine: endLine + 1,
    endColumn: to - snapshot.lineStart(endLine) + 1,
  };
}
