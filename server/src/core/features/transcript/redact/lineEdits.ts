// Edits of the lines of a transcript, gathered so that none lies over another.

import type { LineEdit } from '../../../transcript/dialect/writeEdits.ts';

/** Edits by line, in order. The first to claim a place keeps it. */
export class LineEdits {
  readonly #lines = new Map<number, LineEdit[]>();

  /** @returns false where the place is taken. */
  add(edit: LineEdit): boolean {
    const edits = this.#lines.get(edit.line);
    if (!edits) {
      this.#lines.set(edit.line, [edit]);
      return true;
    }
    let at = edits.length;
    // Most edits stand behind those before them.
    if (edit.from < (edits.at(-1)?.to ?? 0)) {
      let low = 0;
      while (low < at) {
        const middle = (low + at) >>> 1;
        if ((edits[middle]?.from ?? 0) < edit.from) low = middle + 1;
        else at = middle;
      }
      if ((edits[at - 1]?.to ?? 0) > edit.from || (edits[at]?.from ?? Infinity) < edit.to) return false;
    }
    edits.splice(at, 0, edit);
    return true;
  }

  has(line: number): boolean {
    return this.#lines.has(line);
  }

  of(line: number): readonly LineEdit[] {
    return this.#lines.get(line) ?? [];
  }

  all(): LineEdit[] {
    return [...this.#lines.values()].flat();
  }
}
