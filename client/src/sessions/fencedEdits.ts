// Edits of a fenced block's text as edits of the document it stands in: what stands before each line comes along.

import type { FencedBlock } from './fences.ts';

/** A place in a text: a line and UTF-16 units within it, both from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** New text in the place of a range. */
export interface PlacedEdit {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
}

/**
 * An edit of a block's text in its document; undefined for a block without lines.
 * @param before what stands in front of a line's own text in the document: indentation, marks of quotes.
 */
export function documentEdit(
  { lines }: FencedBlock,
  { start, end, text }: PlacedEdit,
  before: (line: number, character: number) => string,
): PlacedEdit | undefined {
  const last = lines.at(-1);
  const at = lines[start.line] ?? last;
  if (!last || !at) return undefined;
  const prefix = before(at.line, at.character);
  const to = lines[end.line];
  // Behind the last line, or up to there: the fence keeps its line.
  const open = to === undefined && text.endsWith('\n') ? text.slice(0, -1) : text;
  const behind = lines[start.line] === undefined;
  const own = behind ? `\n${open}` : open;
  return {
    start: behind ? lineEnd(at.line) : { line: at.line, character: at.character + start.character },
    end: to ? { line: to.line, character: to.character + end.character } : lineEnd(last.line),
    text: own.replaceAll('\n', `\n${prefix}`),
  };
}

function lineEnd(line: number): Place {
  return { line, character: LINE_END };
}

/** More UTF-16 units than a line has: editors cut it. */
const LINE_END = 0x7fff_ffff;
