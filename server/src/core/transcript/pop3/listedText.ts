// The own text of a listing of many lines, of which only the pieces that somebody asks for are made.

import type { TextRange } from '../../text/range.ts';
import type { SessionLines } from '../lines.ts';
import { UnitText } from '../unitText.ts';

/** Lines `[first, last)` of a session, the first of which is no remark, and where their text starts in the whole. */
export interface TextPiece {
  readonly first: number;
  readonly last: number;
  readonly start: number;
}

/** As `UnitText` without the remarks of the log; its pieces follow each other, a line end between them. */
export class ListedText extends UnitText {
  readonly #session: SessionLines;
  readonly #pieces: readonly TextPiece[];
  readonly #length: number;
  #whole: string | undefined;
  #last: { readonly piece: TextPiece; readonly text: UnitText } | undefined;

  /** @param length that of the whole text. */
  constructor(session: SessionLines, pieces: readonly TextPiece[], length: number) {
    super(session, 0, 0);
    this.#session = session;
    this.#pieces = pieces;
    this.#length = length;
  }

  override get text(): string {
    return (this.#whole ??= this.#pieces.map((piece) => this.#of(piece).text).join('\r\n'));
  }

  override get length(): number {
    return this.#length;
  }

  override slice(from: number, to: number): string {
    const piece = this.#at(from);
    const text = piece && this.#of(piece);
    const fits = text && to <= piece.start + text.length;
    return fits ? text.slice(from - piece.start, to - piece.start) : this.text.slice(from, to);
  }

  override host(from: number, to: number): TextRange {
    const start = this.#hostOf(from, from);
    return { from: start.from, to: to > from ? this.#hostOf(to - 1, to).to : start.from };
  }

  override lineOf(own: number): { readonly place: number; readonly at: number } {
    const piece = this.#at(own);
    return piece ? this.#of(piece).lineOf(own - piece.start) : super.lineOf(own);
  }

  override placesOf(from: number, to: number): readonly number[] {
    const start = this.#at(from);
    const end = this.#at(Math.max(from, to - 1));
    return this.#pieces
      .filter((piece) => start && end && piece.start >= start.start && piece.start <= end.start)
      .flatMap((piece) => this.#of(piece).placesOf(Math.max(0, from - piece.start), to - piece.start));
  }

  #hostOf(from: number, to: number): TextRange {
    const piece = this.#at(from);
    return piece ? this.#of(piece).host(from - piece.start, to - piece.start) : super.host(from, to);
  }

  #of(piece: TextPiece): UnitText {
    if (this.#last?.piece === piece) return this.#last.text;
    const text = new UnitText(this.#session, piece.first, piece.last, 'note');
    this.#last = { piece, text };
    return text;
  }

  /** The piece that holds an own offset. */
  #at(own: number): TextPiece | undefined {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#pieces[middle]?.start ?? 0) <= own) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low];
  }
}
