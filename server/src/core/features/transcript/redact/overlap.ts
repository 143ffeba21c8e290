// Keeps edits apart that were found in different ways.

import type { TextEdit } from '../../../text/textEdit.ts';

/** In order; of two that touch the same characters the first one. */
export function withoutOverlap(edits: readonly TextEdit[]): TextEdit[] {
  let end = -1;
  return [...edits]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ from, to }) => {
      if (from < end) return false;
      end = to;
      return true;
    });
}

/** Those that touch none before them in the list. */
export function firstOf(edits: readonly TextEdit[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    if (!kept.some(({ from, to }) => edit.from < to && from < edit.to)) kept.push(edit);
  }
  return kept;
}
