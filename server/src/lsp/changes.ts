// Applies the changes of one `didChange` notification to a text in a single pass.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

import { textSnapshot } from '../core/index.ts';
import type { Snapshot, TextEdit } from '../core/index.ts';
import { isAfter } from './convert.ts';
import type { Positions } from './convert.ts';

/**
 * The text after all changes. Each change's range counts in the text that the changes before it made; they are
 * gathered as edits of one text as long as a position can be told without building the text in between, which holds
 * for all changes of an editor that sends them in order, upwards or downwards.
 */
export function applyChanges(
  snapshot: Snapshot,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
  positions: Positions,
): Snapshot {
  let batch = new Batch(snapshot, positions);
  for (const change of changes) {
    if (!('range' in change)) batch = new Batch(textSnapshot(change.text, version), positions);
    else if (!batch.add(change)) {
      batch = new Batch(batch.apply(version), positions);
      batch.add(change);
    }
  }
  return batch.apply(version);
}

type RangeChange = Extract<TextDocumentContentChangeEvent, { range: unknown }>;

/** Edits of one text, the changes above the first of them and below the last of them still to come. */
class Batch {
  readonly #base: Snapshot;
  readonly #positions: Positions;
  /** In the order in which they stand in the text, the upper ones reversed. */
  readonly #upper: TextEdit[] = [];
  readonly #lower: TextEdit[] = [];
  /** Where the first edit starts; up to there the text is as it was. */
  #firstFrom = Infinity;
  /** The line, counted in the changed text, where the last edit ends; below it all lines moved by `#moved`. */
  #lastLine = -1;
  #moved = 0;
  #closed = false;

  constructor(base: Snapshot, positions: Positions) {
    this.#base = base;
    this.#positions = positions;
  }

  /** Takes a change. @returns false where its place cannot be told before the text is built. */
  add({ range, text }: RangeChange): boolean {
    if (this.#closed) return false;
    const empty = this.#lastLine < 0;
    const below = !empty && range.start.line > this.#lastLine;
    const shift = below ? this.#moved : 0;
    const { from, to } = this.#positions.textRange(this.#base, {
      start: { ...range.start, line: range.start.line - shift },
      end: { ...range.end, line: range.end.line - shift },
    });
    // Compared as positions: an offset is cut at the end of its line, where an earlier change may have made it longer.
    const first = empty ? undefined : this.#positions.position(this.#base, this.#firstFrom);
    if (first && !below && isAfter(range.end, first)) return false;
    (below ? this.#lower : this.#upper).push({ from, to, insert: text });
    const inserted = textSnapshot(text).lineCount - 1;
    const removed = this.#base.lineAt(to) - this.#base.lineAt(from);
    this.#moved += inserted - removed;
    if (below || empty) this.#lastLine = this.#base.lineAt(to) + this.#moved;
    else this.#lastLine += inserted - removed;
    if (!below) this.#firstFrom = from;
    // A CR that meets an LF becomes one line end with it: then lines no longer add up.
    this.#closed = text.endsWith('\r') || this.#base.charCodeAt(from - 1) === CR;
    return true;
  }

  apply(version: number): Snapshot {
    return this.#base.edited([...this.#upper.reverse(), ...this.#lower], version);
  }
}

const CR = 13;
