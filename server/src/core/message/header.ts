// The header block of a message or part: its fields, and what stands among them that is none (RFC 5322 2.2, 3.5).

import { headerField } from '../registry/headerFields/index.ts';
import type { LineCursor, LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import { Field } from './field.ts';
import type { FieldReader } from './field.ts';

/** A line of the header block that is not a field. */
export interface HeaderLine extends TextRange {
  /**
   * `mboxFrom`: a `From ` line of RFC 4155 in front of the first field; `continuation`: a first line that starts
   * with white space and continues nothing; `junk`: anything else without a field name.
   */
  readonly kind: 'mboxFrom' | 'continuation' | 'junk';
}

/** How a header block ended. */
export type HeaderEnd =
  /** By an empty line (RFC 5322 2.1). */
  | 'separator'
  /** The message or part ends inside its header. */
  | 'end'
  /** By a line that can only be body text: the empty line is missing. */
  | 'missingSeparator'
  /** By a delimiter line of a multipart around it. */
  | 'delimiter';

/** A header block. It starts where its message or part starts; `to` lies in front of the separator. */
export interface HeaderBlock extends TextRange {
  readonly fields: readonly Field[];
  readonly lines: readonly HeaderLine[];
  /** The empty line; an empty range where there is none. */
  readonly separator: TextRange;
  readonly end: HeaderEnd;
}

/**
 * Reads a header block.
 * @param at the host offset of its first line; may be the end of the lens.
 * @param isDelimiter whether a line is a delimiter line of a multipart around this block.
 */
export function parseHeaderBlock(
  lens: LineLens,
  at: number,
  isDelimiter: (line: LineCursor) => boolean,
  reader: FieldReader,
): HeaderBlock {
  const line = lens.lineAt(at);
  const fields: Field[] = [];
  const lines: HeaderLine[] = [];
  let open: FieldStart | undefined;
  let to = at;
  const close = (): void => {
    if (open) fields.push(new Field(lens, open, open.name, reader));
    open = undefined;
  };
  const block = (end: HeaderEnd, separator: TextRange): HeaderBlock => {
    close();
    // A copy has no room to spare: there may be 100,000 short headers.
    return { from: at, to, fields: fields.slice(), lines, separator, end };
  };
  if (!line) return block('end', { from: at, to: at });

  do {
    if (line.content === line.contentTo) return block('separator', { from: line.from, to: line.to });
    const first = lens.snapshot.charCodeAt(line.content);
    if (first === HYPHEN && isDelimiter(line)) return block('delimiter', { from: line.from, to: line.from });
    if (first === SPACE || first === TAB) {
      if (open) {
        open.valueTo = line.contentTo;
        open.to = line.to;
      } else {
        pushLine(lines, 'continuation', line);
      }
    } else {
      const start = fieldStart(lens, line);
      if (start) {
        close();
        open = start;
      } else if (to === at && isMboxFrom(lens, line)) {
        pushLine(lines, 'mboxFrom', line);
      } else if (to > at && !headerGoesOn(lens, line)) {
        return block('missingSeparator', { from: line.from, to: line.from });
      } else {
        close();
        pushLine(lines, 'junk', line);
      }
    }
    to = line.to;
  } while (line.next());
  return block('end', { from: to, to });
}

interface FieldStart {
  from: number;
  nameTo: number;
  colon: number;
  valueTo: number;
  to: number;
  name: string;
}

/** The field a line starts, or undefined. RFC 5322 4.5.8 lets white space stand before the colon. */
function fieldStart(lens: LineLens, line: LineCursor): FieldStart | undefined {
  // A field name of 1,000 characters is already over the limit of a line (RFC 5322 2.1.1).
  const head = lens.snapshot.slice(line.content, Math.min(line.contentTo, line.content + MAX_NAME));
  const match = FIELD_START.exec(head);
  if (!match) return undefined;
  const [whole, name = ''] = match;
  return {
    from: line.from,
    nameTo: line.content + name.length,
    colon: line.content + whole.length - 1,
    valueTo: line.contentTo,
    to: line.to,
    name,
  };
}

function isMboxFrom(lens: LineLens, line: LineCursor): boolean {
  return lens.snapshot.slice(line.content, Math.min(line.contentTo, line.content + 5)) === 'From ';
}

/**
 * Whether the header goes on behind a line that is no field. It does where a known field follows soon, before any
 * empty line; else the empty line in front of the body is missing.
 */
function headerGoesOn(lens: LineLens, line: LineCursor): boolean {
  const ahead = lens.lineAt(line.from);
  if (!ahead) return false;
  for (let i = 0; i < LINES_AHEAD && ahead.next(); i++) {
    if (ahead.content === ahead.contentTo) return false;
    const start = fieldStart(lens, ahead);
    if (start && (headerField(start.name) !== undefined || /^x-/i.test(start.name))) return true;
  }
  return false;
}

function pushLine(lines: HeaderLine[], kind: HeaderLine['kind'], line: LineCursor): void {
  lines.push({ kind, from: line.from, to: line.to });
}

const HYPHEN = 45;
const SPACE = 32;
const TAB = 9;
const MAX_NAME = 1000;
const LINES_AHEAD = 8;
/** RFC 5322 3.6.8: a name is printable ASCII without a colon. Names beyond ASCII are kept as fields and reported. */
const FIELD_START = /^([^\0-\x20:\x7f]+)[ \t]*:/;
