// Walks over the lines of a document, segment by segment, in flat text.

import type { Snapshot } from '../../text/snapshot.ts';

/**
 * Calls `visit` for each line, the last one without a line end only if it has characters.
 * @param visit gets the segment's text, where that stands in the document, and in it the line's start, the start and the
 * end of its line end.
 */
export function eachLine(
  snapshot: Snapshot,
  visit: (text: string, start: number, from: number, end: number, to: number) => void,
): void {
  for (let offset = 0; offset < snapshot.length;) {
    const { segment, from: start, to } = snapshot.segmentAt(offset);
    const { text, lineEnds } = segment;
    let from = 0;
    for (const lineEnd of lineEnds) {
      const last = text.charCodeAt(lineEnd - 1);
      const end =
        last === LF && lineEnd - 2 >= from && text.charCodeAt(lineEnd - 2) === CR ? lineEnd - 2 : lineEnd - 1;
      visit(text, start, from, end, lineEnd);
      from = lineEnd;
    }
    if (from < text.length) visit(text, start, from, text.length, text.length);
    offset = Math.max(to, offset + 1);
  }
}

const CR = 0x0d;
const LF = 0x0a;
