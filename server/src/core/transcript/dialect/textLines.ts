// Walks over the lines of a document, segment by segment, in flat text.

import type { Snapshot } from '../../text/snapshot.ts';

/**
 * Takes one line; what it returns says whether to go on.
 * @param text holds the line, and stands at `start` in the document.
 * @param from where the line starts in `text`; `end` and `to` are the start and the end of its line end.
 */
export type LineVisit = (text: string, start: number, from: number, end: number, to: number) => boolean;

/**
 * Calls `visit` for each line, the last one without a line end only if it has characters. A line that is very long is
 * several, none of which but the last has a line end. The parameters are those of `LineVisit`.
 */
export function eachLine(
  snapshot: Snapshot,
  visit: (text: string, start: number, from: number, end: number, to: number) => void,
): void {
  eachLineFrom(snapshot, 0, (text, start, from, end, to) => {
    visit(text, start, from, end, to);
    return true;
  });
}

/** As `eachLine`, from the line that starts at `at`, until `visit` says no. */
export function eachLineFrom(snapshot: Snapshot, at: number, visit: LineVisit): void {
  for (let offset = at; offset < snapshot.length;) {
    const { segment, from: start, to } = snapshot.segmentAt(offset);
    const { text, lineEnds } = segment;
    let from = offset - start;
    for (let index = firstBehind(lineEnds, from); index < lineEnds.length; index++) {
      const lineEnd = lineEnds[index] ?? 0;
      if (lineEnd - from > MAX_LINE) {
        if (!eachPiece(text.slice(from, lineEnd), start + from, visit)) return;
      } else if (!visit(text, start, from, endOf(text, from, lineEnd), lineEnd)) return;
      from = lineEnd;
    }
    offset = Math.max(to, offset + 1);
    if (from === text.length) continue;
    // A line that goes on in the next segment.
    const lineTo = snapshot.lineStart(snapshot.lineAt(start + from) + 1);
    if (!eachPiece(snapshot.slice(start + from, lineTo), start + from, visit)) return;
    offset = Math.max(lineTo, offset);
  }
}

/** Where to cut must not depend on the segments. */
function eachPiece(line: string, start: number, visit: LineVisit): boolean {
  let from = 0;
  while (line.length - from > MAX_LINE) {
    if (!visit(line, start, from, from + MAX_LINE, from + MAX_LINE)) return false;
    from += MAX_LINE;
  }
  return visit(line, start, from, endOf(line, from, line.length), line.length);
}

/** Where the line end that ends at `to` starts; `to` where there is none. */
function endOf(text: string, from: number, to: number): number {
  const last = text.charCodeAt(to - 1);
  if (to === from || (last !== LF && last !== CR)) return to;
  return last === LF && to - 2 >= from && text.charCodeAt(to - 2) === CR ? to - 2 : to - 1;
}

/** The place of the first of ascending numbers that is greater. */
function firstBehind(ascending: Uint32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

const CR = 0x0d;
const LF = 0x0a;
/** UTF-16 units. */
const MAX_LINE = 131_072;
