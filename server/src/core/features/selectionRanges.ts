// Selections that grow: from the word under the cursor to the field, the header, the part, the message.

import type { MailDocument } from '../message/document.ts';
import type { Part } from '../message/part.ts';
import type { TextRange } from '../text/range.ts';
import { lineOf, messagesIn, pathTo, placeAt } from './locate.ts';

/** The ranges around a host offset, innermost first; each lies in the next and differs from it. Bounded in number. */
export function selectionRanges(document: MailDocument, offset: number): readonly TextRange[] {
  const place = placeAt(document, offset);
  if (!place) return [];
  const { part, field, delimiter } = place;
  const ranges: TextRange[] = [];
  // A range that does not hold the one before (a comment that a parser placed elsewhere) is left out.
  const add = ({ from, to }: TextRange): void => {
    const last = ranges.at(-1) ?? { from: offset, to: offset };
    const grows = from <= last.from && last.to <= to && (from < last.from || last.to < to);
    if (grows && ranges.length < MAX_RANGES) ranges.push({ from, to });
  };
  if (field) {
    const { tree } = field;
    const [, ...path] = pathTo(tree, offset);
    for (const index of path.reverse()) add({ from: tree.from(index), to: tree.to(index) });
    add({ from: field.nameFrom, to: field.valueTo });
    add(field);
  } else if (delimiter) {
    add({ from: delimiter.boundaryFrom, to: delimiter.boundaryTo });
    add({ from: delimiter.line, to: delimiter.to });
  } else {
    const line = lineOf(part.lens, offset);
    if (line) add({ from: line.content, to: line.contentTo });
    if (line && offset >= part.bodyFrom) add(paragraph(part, offset));
  }
  if (offset < part.header.to) add(part.header);
  if (offset >= part.bodyFrom) add({ from: part.bodyFrom, to: part.bodyTo });
  for (let outer: Part | undefined = part; outer; outer = outer.parent) {
    add(outer);
    add({ from: outer.bodyFrom, to: outer.bodyTo });
  }
  add(
    messagesIn(document, { from: offset, to: offset }).find(
      ({ lens }) => lens.from <= offset && offset <= lens.to,
    )?.lens ?? { from: offset, to: offset },
  );
  return ranges;
}

/** The lines around the offset up to the next blank ones. */
function paragraph(part: Part, offset: number): TextRange {
  const { lens } = part;
  let from = offset;
  let to = offset;
  const down = lineOf(lens, offset);
  if (!down || down.content === down.contentTo) return { from, to };
  from = down.content;
  for (let lines = 0; lines < MAX_LINES; lines++) {
    ({ contentTo: to } = down);
    if (!down.next() || down.content === down.contentTo || down.from >= part.bodyTo) break;
  }
  for (let lines = 0; lines < MAX_LINES && from > part.bodyFrom; lines++) {
    const above = lineOf(lens, (lineOf(lens, from)?.from ?? 0) - 1);
    // Between two lines of a message in a transcript may stand others: then a later line is found.
    if (!above || above.from < part.bodyFrom || above.content === above.contentTo) break;
    if (above.content >= from) break;
    from = above.content;
  }
  return { from, to: Math.min(to, part.bodyTo) };
}

/** Clients hold each range in the next. */
const MAX_RANGES = 100;
const MAX_LINES = 1000;
