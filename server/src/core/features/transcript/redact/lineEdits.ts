// Edits of the lines of a transcript, gathered so that none lies over another.

import type { LineEdit } from '../../../transcript/dialect/writeEdits.ts';

/** Edits by line. The first to claim a place keeps it. */
export class LineEdits {
  readonly #lines = new Map<number, LineEdit[]>();

  /** @returns false where the place is taken. */
  add(edit: LineEdit): boolean {
    const edits = this.#lines.get(edit.line);
    if (!edits) {
      this.#lines.set(edit.line, [edit]);
      return true;
    }
    if (edits.some(({ from, to }) => edit.from < to && from < edit.to)) return false;
    edits.push(edit);
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
