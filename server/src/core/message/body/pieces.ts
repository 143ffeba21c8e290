// The text of a body in pieces of bounded size, whatever lens it is seen through.

import type { LineLens } from '../../text/lens.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Part } from '../part.ts';

/** A piece of a body's own text; `at` is the host offset of its first character. Pieces end behind a line end. */
export interface BodyPiece {
  readonly text: string;
  readonly at: number;
}

/** The body of a part in pieces, prefixes and stuffed dots left out, line ends as the host has them. */
export function bodyPieces(part: Part): Iterable<BodyPiece> {
  return piecesOf(part.lens, part.bodyFrom, part.bodyTo);
}

/** The text of the host range `[from, to)` of a message in pieces. */
export function* piecesOf(lens: LineLens, from: number, to: number): Generator<BodyPiece> {
  const { snapshot } = lens;
  if (lens.identity) {
    for (let at = from; at < to;) {
      // A line end too far away (one line of 10 MB) ends the piece anyway.
      const lineEnd =
        to - at <= PIECE ? -1 : snapshot.indexOf('\n', at + PIECE, Math.min(to, at + 2 * PIECE));
      const end =
        to - at <= PIECE ? to : lineEnd < 0 ? cut(snapshot, Math.min(to, at + 2 * PIECE), to) : lineEnd + 1;
      yield { text: snapshot.slice(at, end), at };
      at = end;
    }
    return;
  }
  const line = from < to ? lens.lineAt(from) : undefined;
  if (!line) return;
  do {
    if (line.from >= to) return;
    const at = Math.max(from, line.content);
    const end = Math.min(to, line.to);
    if (end > at) yield { text: snapshot.slice(at, end), at };
  } while (line.next());
}

/** `at`, or one less where CR and LF or a surrogate pair would be parted. */
function cut(snapshot: Snapshot, at: number, to: number): number {
  const last = snapshot.charCodeAt(at - 1);
  return at < to && (last === CR || (last >= 0xd800 && last < 0xdc00)) ? at - 1 : at;
}

const CR = 13;
const PIECE = 262_144;
