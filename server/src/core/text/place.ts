// Offsets as people read them: lines and columns.

import type { TextRange } from './range.ts';
import type { Snapshot } from './snapshot.ts';

/** A place in a text. Offsets are UTF-16 units, half-open; lines and columns count from 1, columns in such units. */
export interface Place extends TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

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
