// Where to report that a header block lacks a field.

import { carriesMessage } from '../../message/mediaType.ts';
import type { Part } from '../../message/part.ts';
import type { TextRange } from '../../text/range.ts';
import { isExcerpt } from './leftOut.ts';

/**
 * Calls `report` with a range of the header block where a whole message lacks the field `key` (in lower case): the
 * name of its first field, or its first line. Says nothing about parts, about an empty text, and about header
 * blocks that are excerpts: those of `text/rfc822-headers` and of a report.
 */
export function missingField(part: Part, key: string, report: (at: TextRange) => void): void {
  if (!isWholeMessage(part) || part.field(key)) return;
  report(headerRange(part));
}

/**
 * True for a message that should have all its fields: not a part, not an excerpt, not an empty text. What a report
 * returns may be cut or made anonymous (RFC 6522 3, RFC 5965 2), so it counts as an excerpt, as a header in a log does
 * of which lines were left out.
 */
export function isWholeMessage(part: Part): boolean {
  if (part.role !== 'message') return false;
  const { header, lens, parent } = part;
  // The log ends inside the header.
  if (lens.cut === true && header.end === 'end') return false;
  if (!parent) return (part.header.fields.length > 0 || part.bodyTo > part.bodyFrom) && !isExcerpt(part);
  if (parent.parent?.mediaType.name === 'multipart/report') return false;
  return carriesMessage(parent.mediaType) && !parent.mediaType.name.endsWith('-headers');
}

/** The name of the block's first field, or an empty range at its start where it has none. */
export function headerRange(part: Part): TextRange {
  const first = part.header.fields[0];
  return first ? { from: first.nameFrom, to: first.nameTo } : { from: part.from, to: part.from };
}
