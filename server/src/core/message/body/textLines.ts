// Which lines of a text are quoted, and where its signature starts (RFC 3676 4.3, 4.5), found piece by piece.

import type { Part } from '../part.ts';
import { contentEnd } from './longLines.ts';
import { ownText } from './ownText.ts';
import { bodyReading } from './reading.ts';

/** Where the quote depth changes: the line that has another one, and where the line in front of it ends. */
export interface QuoteChange {
  readonly at: number;
  readonly before: number;
  readonly depth: number;
}

/** The quotes and the signature of a text; host offsets. */
export interface TextLines {
  /** The changes in order, as many as are kept; before the first one the depth is 0. */
  readonly changes: readonly QuoteChange[];
  /** Where the last line ends. */
  readonly end: number;
  /** Where the last separator of a signature stands. */
  readonly signature: number | undefined;
}

/** The reading of the quotes and the signature of a text that stands there as it is. */
export const textLines = bodyReading<TextLines>(readLines);

/** What a piece tells; offsets count from its start. */
interface PieceLines {
  /** The first line that starts in the piece always counts as a change. */
  readonly changes: readonly {
    readonly at: number;
    readonly before: number | undefined;
    readonly depth: number;
  }[];
  /** Where the last line ends that is decided. */
  readonly end: number | undefined;
  readonly signature: number | undefined;
  /** The start of the last line where more of it decides what it is. */
  readonly open: string;
  /** False where the piece ends inside a line that is decided. */
  readonly atLine: boolean;
}

function* readLines(part: Part): Generator<undefined, TextLines> {
  const own = ownText(part);
  const changes: QuoteChange[] = [];
  let signature: number | undefined;
  let [depth, lineEnd, end, open, atLine] = [0, 0, 0, '', true];
  const take = (piece: PieceLines, start: number): void => {
    for (const change of piece.changes) {
      const before = change.before === undefined ? lineEnd : start + change.before;
      if (change.depth !== depth && changes.length < MAX_CHANGES) {
        changes.push({ at: start + change.at, before, depth: change.depth });
      }
      ({ depth } = change);
    }
    if (piece.signature !== undefined) signature = start + piece.signature;
    if (piece.end !== undefined) lineEnd = start + piece.end;
    ({ open, atLine } = piece);
  };
  for (const { segment, text, start } of own.pieces()) {
    const [before, starts] = [open, atLine];
    take(
      segment.recall(readLines, starts ? before : MID_LINE, () => pieceLines(before, starts, segment, false)),
      start,
    );
    end = start + text.length;
    yield;
  }
  take(pieceLines(open, atLine, { text: '', lineEnds: [] }, true), end);
  return {
    changes: changes.map(({ at, before, depth: to }) => ({
      at: own.toHost(at),
      before: own.toHost(before),
      depth: to,
    })),
    end: own.toHost(lineEnd),
    signature: signature === undefined ? undefined : own.toHost(signature),
  };
}

/** @param atLine true where the piece, with what is open, starts a line. */
function pieceLines(
  open: string,
  atLine: boolean,
  { text, lineEnds }: { readonly text: string; readonly lineEnds: ArrayLike<number> },
  last: boolean,
): PieceLines {
  const buffer = open + text;
  const shift = -open.length;
  const changes: { at: number; before: number | undefined; depth: number }[] = [];
  let signature: number | undefined;
  let depth = -1;
  let before: number | undefined;
  let [from, starts] = [0, atLine];
  for (let i = 0; from < buffer.length; i++) {
    const lineEnd = lineEnds[i];
    const to = lineEnd === undefined ? buffer.length : lineEnd - shift;
    const content = lineEnd === undefined ? to : contentEnd(buffer, to);
    if (lineEnd === undefined && !last && starts && to - from < ENOUGH) break;
    const first = starts ? buffer.charCodeAt(from) : 0;
    const own = first === QUOTE ? quoteDepth(buffer.slice(from, content)) : 0;
    if (starts && own !== depth) {
      changes.push({ at: shift + from, before, depth: own });
      depth = own;
    }
    const short = first === HYPHEN && content - from <= SIGNATURE_MAX;
    if (short && SIGNATURE.test(buffer.slice(from, content))) signature = shift + from;
    before = shift + content;
    starts = lineEnd !== undefined;
    from = to;
  }
  return { changes, end: before, signature, open: buffer.slice(from), atLine: starts };
}

/** RFC 3676 4.5: a line's quote depth is the number of `>` it starts with; in practice spaces stand between them. */
function quoteDepth(line: string): number {
  const marks = /^(?:> ?)+/.exec(line.slice(0, 2 * MAX_QUOTE_DEPTH))?.[0] ?? '';
  return marks.replaceAll(' ', '').length;
}

/** Stands for the state inside a line that is decided. */
const MID_LINE = -1;
/** As many as can fold. */
const MAX_CHANGES = 10_000;
const MAX_QUOTE_DEPTH = 20;
const QUOTE = 62;
const HYPHEN = 45;
/** `-- ` alone in a line (RFC 3676 4.3), also as quoted-printable keeps its space. */
const SIGNATURE = /^--(?: |=20)$/;
const SIGNATURE_MAX = 5;
/** More than a line needs to be decided. */
const ENOUGH = 64;
