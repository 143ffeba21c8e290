// Tells what stands in a log in the place of a message, or of a part of its header, from what was sent.

import type { Part } from '../../message/part.ts';
import { isElision } from '../../transcript/dialect/remarks.ts';

/** True for words that say in a log what was sent there: `<the POP3 server sends message 1>`, `(120 octets of text)`. */
export function standsForText(text: string): boolean {
  return STANDS_FOR.test(text);
}

/** Whether a line of a carried header, which is no field, stands for lines that the writer of the log left out. */
export function isLeftOut({ lens }: Part, at: number): boolean {
  if (lens.identity) return false;
  const line = lens.lineAt(at);
  if (!line) return false;
  let text = lens.snapshot.slice(line.content, line.contentTo).trim();
  if (standsForLines(text)) return true;
  // Books break such words over lines.
  if (!OPENS.test(text)) return false;
  for (let count = 1; count < MAX_LINES && line.next(); count++) {
    text += ` ${lens.snapshot.slice(line.content, line.contentTo).trim()}`;
    if (standsForText(text)) return true;
  }
  return false;
}

/** Whether a line in a log may stand for others that its writer left out. */
export function standsForLines(text: string): boolean {
  // Of `...` the first dot is taken for a doubled one (RFC 5321 4.5.2).
  return isElision(text) || isElision(`.${text}`) || standsForText(text);
}

/** Whether a header in a log is an excerpt: nothing is missing then. */
export function isExcerpt(part: Part): boolean {
  const { header, lens } = part;
  if (lens.identity) return false;
  if (header.lines.length + header.fields.length === 0 && isLeftOut(part, part.bodyFrom)) return true;
  return (
    endsLeftOut(part) ||
    header.lines.some(({ kind, from }, index) => isNoField(kind, index) && isLeftOut(part, from))
  );
}

/** Whether a header ends where the writer of the log left out the rest of it. */
export function endsLeftOut(part: Part): boolean {
  return part.header.end === 'missingSeparator' && isLeftOut(part, part.bodyFrom);
}

/** Of the lines that start with white space the first continues no field. */
function isNoField(kind: string, index: number): boolean {
  return kind === 'junk' || (index === 0 && kind === 'continuation');
}

/** The name of a time zone in parentheses is what a date with broken folding leaves behind. */
const STANDS_FOR = /^(?:<(?=[^>]*\w)[^>@]* [^>]*>|(?!\((?:UTC|GMT|[A-Z]{1,2}[SD]T)\)$)[[(].*[\])])$/;
/** What such words start with where they go on in the next line. */
const OPENS = /^(?:<\w[^>@]*|\[[^\]]*|\([^)]*)$/;
const MAX_LINES = 6;
