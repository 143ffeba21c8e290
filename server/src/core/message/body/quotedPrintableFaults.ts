// Where a quoted-printable body departs from RFC 2045 6.7.

import type { LineCursor } from '../../text/lens.ts';
import type { Part } from '../part.ts';
import { BodyFaultList } from './bodyFaults.ts';
import type { BodyFault, BodyFaultCode } from './bodyFaults.ts';
import { hexOctet, trailingSpace } from './quotedPrintable.ts';

/** The faults of a quoted-printable body; host offsets. */
export interface QuotedPrintableFaults {
  readonly faults: readonly BodyFault[];
  readonly counts: Readonly<Partial<Record<BodyFaultCode, number>>>;
}

/** The faults of a quoted-printable body, found at the first call. Linear. */
export function quotedPrintableFaults(part: Part): QuotedPrintableFaults {
  const known = cache.get(part);
  if (known) return known;
  const list = new BodyFaultList();
  const line = part.bodyFrom < part.bodyTo ? part.lens.lineAt(part.bodyFrom) : undefined;
  if (line) {
    const check = { list, isText: part.mediaType.type === 'text' };
    while (checkLine(part, line, check) && line.next());
  }
  cache.set(part, list);
  return list;
}

const cache = new WeakMap<Part, QuotedPrintableFaults>();

interface Check {
  readonly list: BodyFaultList;
  /** In a text, an encoded line end changes its lines; in other types it is data. */
  readonly isText: boolean;
}

/** Checks one line; false behind the body's end. */
function checkLine(part: Part, line: LineCursor, check: Check): boolean {
  if (line.from >= part.bodyTo) return false;
  const at = Math.max(part.bodyFrom, line.content);
  const end = Math.min(part.bodyTo, line.contentTo);
  const text = part.lens.snapshot.slice(at, end);
  const { list } = check;
  const spaces = trailingSpace(text, 0, text.length);
  const contentTo = text.length - spaces;
  const soft = contentTo > 0 && text.charCodeAt(contentTo - 1) === EQUALS;
  if (text.length > MAX_LINE) list.add('qp-line-too-long', at, end, String(text.length));
  checkEscapes(text, at, soft ? contentTo - 1 : contentTo, check);
  if (soft && line.to >= part.bodyTo) list.add('qp-soft-break-at-end', at + contentTo - 1, at + contentTo);
  if (spaces > 0) list.add('qp-trailing-space', at + contentTo, end);
  CHARACTERS.lastIndex = 0;
  for (let match = CHARACTERS.exec(text); match; match = CHARACTERS.exec(text)) {
    const code = match[0].charCodeAt(0) < 0x80 ? 'qp-control' : 'qp-8bit';
    list.add(code, at + match.index, at + match.index + match[0].length);
  }
  return line.to < part.bodyTo;
}

function checkEscapes(text: string, at: number, to: number, { list, isText }: Check): void {
  for (let equals = text.indexOf('='); equals >= 0 && equals < to;) {
    const high = text.charCodeAt(equals + 1);
    const low = text.charCodeAt(equals + 2);
    const octet = equals + 3 <= to ? hexOctet(high, low) : -1;
    const escapeTo = Math.min(to, equals + (octet < 0 ? 1 : 3));
    if (octet < 0) {
      list.add('qp-escape', at + equals, at + equals + 1, text.slice(equals, Math.min(to, equals + 3)));
    } else if (high >= LOWER_A || low >= LOWER_A) {
      list.add('qp-lowercase', at + equals, at + escapeTo, text.slice(equals, escapeTo));
    }
    if (isText && (octet === CR || octet === LF)) {
      list.add('qp-encoded-line-end', at + equals, at + escapeTo, text.slice(equals, escapeTo));
    }
    equals = text.indexOf('=', escapeTo);
  }
}

/** RFC 2045 6.7 rule 5: at most 76 characters, the `=` of a soft line break included. */
const MAX_LINE = 76;
const CHARACTERS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+|[^\0-\x7f]+/g;
const EQUALS = 61;
const LOWER_A = 97;
const CR = 13;
const LF = 10;
