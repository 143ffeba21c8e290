// Tells what stands in a log in the place of a message, or of a part of its header, from what was sent.

import type { Part } from '../../message/part.ts';
import { isElision } from '../../transcript/dialect/remarks.ts';

/** True for words that say in a log what was sent there: `<the POP3 server sends message 1>`, `(120 octets of text)`. */
export function standsForText(text: string): boolean {
  return STANDS_FOR.test(text);
}

/** Whether a line of a carried header, which is no field, stands for lines that the writer of the log left out. */
export function isLeftOut({ lens }: Part, text: string): boolean {
  return !lens.identity && standsForLines(text);
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
  return (
    endsLeftOut(part) || header.lines.some(({ kind, from }) => kind === 'junk' && isLeftOutAt(part, from))
  );
}

/** Whether a header ends where the writer of the log left out the rest of it. */
export function endsLeftOut(part: Part): boolean {
  return part.header.end === 'missingSeparator' && isLeftOutAt(part, part.bodyFrom);
}

function isLeftOutAt(part: Part, at: number): boolean {
  const line = part.lens.lineAt(at);
  return line !== undefined && isLeftOut(part, part.lens.snapshot.slice(line.content, line.contentTo));
}

const STANDS_FOR = /^(?:<(?=[^>]*\w)[^>@]* [^>]*>|[[(].*[\])])$/;
