// How one version of a list became the next: what an edit of the document did to its lines, units and findings.

/**
 * The first `from` entries are the same in both lists; `[from, oldTo)` of the old one became `[from, newTo)` of the new
 * one; those behind are the same again, moved by `newTo - oldTo`. Used for UTF-16 offsets, lines, places and units.
 */
export interface ListEdit {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

/** By how much what stands behind an edit has moved. */
export function movedBy({ oldTo, newTo }: ListEdit): number {
  return newTo - oldTo;
}

/** Where an entry of the old list stands in the new one; undefined where it was edited away. */
export function moved(edit: ListEdit, at: number): number | undefined {
  if (at < edit.from) return at;
  return at >= edit.oldTo ? at + movedBy(edit) : undefined;
}

/** Two edits, one after the other, as one; what stands between them counts as edited. */
export function composed(first: ListEdit, second: ListEdit): ListEdit {
  const from = Math.min(first.from, second.from);
  const to = Math.max(first.newTo, second.oldTo);
  return { from, oldTo: to - movedBy(first), newTo: to + movedBy(second) };
}
