// Where to report that a header block lacks a field.

import { carriesMessage } from '../../message/mediaType.ts';
import type { Part } from '../../message/part.ts';
import type { TextRange } from '../../text/range.ts';

/**
 * Calls `report` with a range of the header block where a whole message lacks the field `key` (in lower case): the
 * name of its first field, or its first line. Says nothing about parts, about an empty text, and about header
 * blocks that are excerpts: those of `text/rfc822-headers` and of a report.
 */
export function missingField(part: Part, key: string, report: (at: TextRange) => void): void {
  if (!isWholeMessage(part) || part.field(key)) return;
  report(headerRange(part));
}

/** True for a message that should have all its fields: not a part, not an excerpt, not an empty text. */
export function isWholeMessage(part: Part): boolean {
  if (part.role !== 'message') return false;
  if (part.header.fields.length === 0 && part.parent === undefined) return part.bodyTo > part.bodyFrom;
  const carrier = part.parent?.mediaType;
  return carrier === undefined || (carriesMessage(carrier) && carrier.name !== 'text/rfc822-headers');
}

/** The name of the block's first field, or an empty range at its start where it has none. */
export function headerRange(part: Part): TextRange {
  const first = part.header.fields[0];
  return first ? { from: first.nameFrom, to: first.nameTo } : { from: part.from, to: part.from };
}
