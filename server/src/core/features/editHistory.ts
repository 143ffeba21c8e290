// Adds up rounds of edits: each round speaks of the text the round before has left.

import type { TextEdit } from '../text/edits.ts';

/** A piece of the current text: a range of the original, or new text. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** The sum of several rounds of edits, as edits of the original text. */
export class EditHistory {
  readonly #length: number;
  #pieces: Piece[];

  /** @param length UTF-16 units of the original text. */
  constructor(length: number) {
    this.#length = length;
    this.#pieces = [{ from: 0, to: length }];
  }

  /** Takes a round of edits of the current text: in order, not overlapping. */
  apply(edits: readonly TextEdit[]): void {
    const pieces: Piece[] = [];
    let at = 0;
    let next = 0;
    let skipTo = 0;
    const insert = (): void => {
      const edit = edits[next++];
      if (!edit) return;
      if (edit.insert !== '') pieces.push({ text: edit.insert });
      skipTo = edit.to;
    };
    for (const piece of this.#pieces) {
      const end = at + size(piece);
      let from = Math.max(at, skipTo);
      for (let edit = edits[next]; edit && edit.from < end; edit = edits[next]) {
        if (edit.from > from) pieces.push(cut(piece, from - at, edit.from - at));
        insert();
        from = Math.max(from, skipTo);
      }
      if (from < end) pieces.push(cut(piece, from - at, end - at));
      at = end;
    }
    while (next < edits.length) insert();
    this.#pieces = pieces;
  }

  /** The sum, in order, not overlapping, not touching each other. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let insert = '';
    const flush = (from: number): void => {
      if (from > at || insert !== '') edits.push({ from: at, to: from, insert });
      insert = '';
    };
    for (const piece of this.#pieces) {
      if ('text' in piece) {
        insert += piece.text;
      } else {
        flush(piece.from);
        at = piece.to;
      }
    }
    flush(this.#length);
    return edits;
  }
}

function size(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function cut(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece
    ? { text: piece.text.slice(from, to) }
    : { from: piece.from + from, to: piece.from + to };
}
