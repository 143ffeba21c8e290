// Replacements of text: applied, ordered, and written through a line lens into the host document.

import type { LineLens } from './lens.ts';
import { wireOctets } from './octets.ts';
import type { TextRange } from './range.ts';
import type { TextEdit } from './textEdit.ts';

export type { TextEdit } from './textEdit.ts';

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
 * each new line gains the transcript's prefix and the mark that the host needs (a doubled leading dot, a quoted
 * `From `), and the octet count of the literal around the message is corrected (RFC 9051 4.3).
 */
export function hostEdits(lens: LineLens, edits: readonly TextEdit[]): TextEdit[] {
  const { literal } = lens.insertion;
  const decided = new Set<number>();
  const written = inOrder(edits).flatMap((edit) => hostEdit(lens, edit, decided));
  if (!literal) return written;
  let change = 0;
  for (const edit of edits) change += wireOctets(edit.insert) - wireOctets(ownText(lens, edit.from, edit.to));
  if (change === 0) return written;
  const announced = Number(lens.snapshot.slice(literal.from, literal.to));
  const least = wireLeast(lens);
  // A count that says less than the lines hold would leave out what is written: it is put right with it.
  const before = announced < least.units ? least.octets : announced;
  return [{ from: literal.from, to: literal.to, insert: String(before + change) }, ...written];
}

/** What a message takes on the wire: at least so many octets, one for each UTF-16 unit, and as UTF-8. */
function wireLeast(lens: LineLens): { readonly units: number; readonly octets: number } {
  let known = sizes.get(lens);
  if (!known) {
    const text = ownText(lens, lens.from, lens.to).replace(LINE_ENDS, '\r\n');
    known = { units: text.length, octets: wireOctets(text) };
    sizes.set(lens, known);
  }
  return known;
}

const sizes = new WeakMap<LineLens, { readonly units: number; readonly octets: number }>();
const LINE_ENDS = /\r\n|\r|\n/g;

/**
 * The edit as the host needs it, and in front of it the one that marks or unmarks a line it changes further on.
 * `decided` holds the lines whose mark an edit in front of this one has decided, by where they start.
 */
function hostEdit(lens: LineLens, edit: TextEdit, decided: Set<number>): TextEdit[] {
  const { lineEnd, prefix, escape } = lens.insertion;
  const pieces = edit.insert.split('\n');
  const startsLine = isLineStart(lens, edit.from);
  const endsAtLine = isLineStart(lens, edit.to);
  const line = escape && (lens.lineAt(edit.from) ?? (startsLine ? undefined : lens.lineAt(edit.from - 1)));
  const open = line !== undefined && !decided.has(line.from);
  if (line) decided.add(line.from);
  // What stays of the line in front of the edit; a mark goes with the line's first character, and is decided again.
  const kept = line && edit.from > line.content ? lens.snapshot.slice(line.content, edit.from) : '';
  const marked = line !== undefined && line.content - line.from > prefix.length;
  const unmarks = open && marked && kept === '' && edit.from === line.content;
  const marks = (text: string): boolean =>
    escape !== undefined && edit.from >= (escape.from ?? 0) && escape.pattern.test(text);
  const edits: TextEdit[] = [];
  const insert = pieces
    .map((piece, index) => {
      const last = index === pieces.length - 1;
      // What follows the edit brings its own prefix and mark with it.
      if (last && piece === '' && endsAtLine && (index > 0 || startsLine)) return '';
      const own = last && escape ? piece + following(lens, edit.to) : piece;
      if (index === 0 && line && kept !== '') {
        const needed = marks(kept.slice(0, MAX_LOOK) + own);
        if (open && needed !== marked && edit.from >= (escape?.from ?? 0)) {
          const from = needed ? line.content : line.content - 1;
          edits.push({ from, to: line.content, insert: needed ? (escape?.mark ?? '') : '' });
        }
        return piece;
      }
      return (index > 0 || startsLine ? prefix : '') + (marks(own) ? (escape?.mark ?? '') : '') + piece;
    })
    .join(lineEnd);
  return [...edits, { from: unmarks && !startsLine ? edit.from - 1 : edit.from, to: edit.to, insert }];
}

/** The start of what the line at `at` holds from there on. */
function following(lens: LineLens, at: number): string {
  const line = lens.lineAt(at);
  if (!line) return '';
  const from = Math.max(at, line.content);
  return lens.snapshot.slice(from, Math.min(line.contentTo, from + MAX_LOOK));
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
/** UTF-16 units that decide whether a line is marked. */
const MAX_LOOK = 120;
