// Replacements of text: applied, ordered, and written through a line lens into the host document.

import type { LineLens } from './lens.ts';
import { wireOctets } from './octets.ts';
import type { TextRange } from './range.ts';

/** A replacement of the host range by `insert`. */
export interface TextEdit extends TextRange {
  readonly insert: string;
}

/** The text with all edits applied. Edits must not overlap; two at the same place are applied in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.from < at) throw new RangeError(`Edits overlap at ${String(edit.from)}`);
    result += text.slice(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return result + text.slice(at);
}

/**
 * Turns edits of a message into edits of its host. In `insert` a line end is `\n`; it becomes the host's line end,
 * each new line gains the transcript's prefix and a doubled leading dot (RFC 5321 4.5.2), and the octet count of
 * the literal around the message is corrected (RFC 9051 4.3).
 */
export function hostEdits(lens: LineLens, edits: readonly TextEdit[]): TextEdit[] {
  const { literal } = lens.insertion;
  const written = inOrder(edits).map((edit) => hostEdit(lens, edit));
  if (!literal) return written;
  let change = 0;
  for (const edit of edits) change += wireOctets(edit.insert) - wireOctets(ownText(lens, edit.from, edit.to));
  if (change === 0) return written;
  const announced = Number(lens.snapshot.slice(literal.from, literal.to));
  return [{ from: literal.from, to: literal.to, insert: String(announced + change) }, ...written];
}

function hostEdit(lens: LineLens, edit: TextEdit): TextEdit {
  const { lineEnd, prefix, dotStuffed } = lens.insertion;
  const pieces = edit.insert.split('\n');
  const startsLine = isLineStart(lens, edit.from);
  const endsAtLine = isLineStart(lens, edit.to);
  const line = dotStuffed ? lens.lineAt(edit.from) : undefined;
  const startsContent = startsLine || line?.content === edit.from;
  // A doubled dot goes with the dot it doubled: whether the new line needs one is decided again.
  const stuffed = !startsLine && line?.content === edit.from && line.content - line.from > prefix.length;
  const insert = pieces
    .map((piece, index) => {
      const last = index === pieces.length - 1;
      // What follows the edit brings its own prefix with it.
      if (last && piece === '' && endsAtLine && (index > 0 || startsLine)) return '';
      const own = last && !endsAtLine ? piece + lens.snapshot.slice(edit.to, edit.to + 1) : piece;
      const dot = dotStuffed && own.startsWith('.') && (index > 0 || startsContent) ? '.' : '';
      return (index > 0 || startsLine ? prefix : '') + dot + piece;
    })
    .join(lineEnd);
  return { from: stuffed ? edit.from - 1 : edit.from, to: edit.to, insert };
}

/** Whether a host line of the message, its prefix included, starts at `at`, or the message ends there at one. */
function isLineStart(lens: LineLens, at: number): boolean {
  if (lens.identity && lens.insertion.prefix === '') return at === lens.from || endsLine(lens, at);
  const line = lens.lineAt(at);
  return line ? line.from === at : at === lens.to && endsLine(lens, at);
}

function endsLine(lens: LineLens, at: number): boolean {
  const before = lens.snapshot.charCodeAt(at - 1);
  return before === LF || (before === CR && lens.snapshot.charCodeAt(at) !== LF);
}

function ownText(lens: LineLens, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const gap of lens.gaps(from, to)) {
    text += lens.snapshot.slice(at, gap.from);
    at = gap.to;
  }
  return text + lens.snapshot.slice(at, to);
}

function inOrder<T extends TextRange>(ranges: readonly T[]): T[] {
  return [...ranges].sort((a, b) => a.from - b.from || a.to - b.to);
}

const LF = 10;
const CR = 13;
