// Where a quoted-printable body departs from RFC 2045 6.7.

import type { Segment } from '../../text/segment.ts';
import type { Part } from '../part.ts';
import { BodyFaultList } from './bodyFaults.ts';
import type { BodyFault } from './bodyFaults.ts';
import { LongLines, contentEnd, pieceLines } from './longLines.ts';
import type { LineMeasure, MeasuredLine } from './longLines.ts';
import { ownText } from './ownText.ts';
import { MAX_PLACES } from './places.ts';
import { hexOctet, quotedOpenEnd, trailingSpace } from './quotedPrintable.ts';
import { bodyReading } from './reading.ts';

/** The faults of a quoted-printable body in document order, the first hundred of each kind; host offsets. */
export interface QuotedPrintableFaults {
  readonly faults: readonly BodyFault[];
}

/** The faults of a quoted-printable body. Linear; what did not change since the last version is not read again. */
export const quotedPrintableReading = bodyReading<QuotedPrintableFaults>(findFaults);

/** The faults of a quoted-printable body, found at the first call. */
export function quotedPrintableFaults(part: Part): QuotedPrintableFaults {
  return quotedPrintableReading.of(part);
}

function* findFaults(part: Part): Generator<undefined, QuotedPrintableFaults> {
  const own = ownText(part);
  const list = new BodyFaultList();
  const lines = new LongLines(LINES);
  // In a text, an encoded line end changes its lines; in other types it is data.
  const isText = part.mediaType.type === 'text';
  let open = '';
  let softBreak: number | undefined;
  let end = 0;
  for (const { segment, start } of own.pieces()) {
    const before = open;
    const scan = (): PieceFaults => scanPiece(segment, before, isText);
    const found = segment.recall(scanPiece, isText ? before : `${before}\n`, scan);
    list.append(found.list, start);
    lines.add(found.lines, start);
    open = found.open;
    softBreak = found.softBreak === undefined ? undefined : start + found.softBreak;
    end = start + segment.text.length;
    yield;
  }
  finishLine(list, open, end, isText);
  if (softBreak !== undefined) list.add('qp-soft-break-at-end', softBreak, softBreak + 1);
  lines.finish();
  list.addCounted(TOO_LONG, lines.first.map(tooLong), lines.count);
  return { faults: list.inOrder((from, to) => own.range(from, to)) };
}

/** What a piece tells; offsets count from its start. */
interface PieceFaults {
  readonly list: BodyFaultList;
  readonly lines: ReturnType<typeof pieceLines>;
  /** The end of a line that goes on in the next piece, as far as that decides what it is. */
  readonly open: string;
  /** The `=` of a soft line break with which the piece ends. */
  readonly softBreak: number | undefined;
}

/** @param before the open end of the piece before. */
function scanPiece(segment: Segment, before: string, isText: boolean): PieceFaults {
  const list = new BodyFaultList();
  const text = before + segment.text;
  const shift = -before.length;
  const { lineEnds } = segment;
  const ended = lineEnds.at(-1) === segment.text.length;
  const open = ended ? '' : quotedOpenEnd(text);
  checkEscapes(list, text, text.length - open.length, shift, isText);
  for (const to of lineEnds) {
    const contentTo = contentEnd(segment.text, to) - shift;
    const spaces = trailingSpace(text, 0, contentTo);
    if (spaces > 0) list.add('qp-trailing-space', shift + contentTo - spaces, shift + contentTo);
  }
  checkCharacters(list, segment.text);
  const last = ended ? lastSoftBreak(text) : undefined;
  return {
    list,
    lines: pieceLines(segment, LINES),
    open,
    softBreak: last === undefined ? last : shift + last,
  };
}

/** Checks what is left of the body's last line, which has no line end. */
function finishLine(list: BodyFaultList, open: string, end: number, isText: boolean): void {
  const at = end - open.length;
  const content = open.length - trailingSpace(open, 0, open.length);
  // With a line end behind it, it is like any other line.
  checkEscapes(list, `${open}\n`, open.length, at, isText);
  if (content < open.length) list.add('qp-trailing-space', at + content, end);
  if (open.charCodeAt(content - 1) === EQUALS) {
    list.add('qp-soft-break-at-end', at + content - 1, at + content);
  }
}

/** Checks each `=` in front of `to`. */
function checkEscapes(list: BodyFaultList, text: string, to: number, shift: number, isText: boolean): void {
  for (let equals = text.indexOf('='); equals >= 0 && equals < to; equals = text.indexOf('=', equals + 1)) {
    const high = text.charCodeAt(equals + 1);
    const low = text.charCodeAt(equals + 2);
    const octet = hexOctet(high, low);
    const at = shift + equals;
    if (octet < 0) {
      SOFT_BREAK.lastIndex = equals;
      const bad = !list.isFull('qp-escape') && !SOFT_BREAK.test(text);
      if (bad) list.add('qp-escape', at, at + 1, badEscape(text, equals));
      continue;
    }
    const escape = (): string => text.slice(equals, equals + 3);
    const lowercase = high >= LOWER_A || low >= LOWER_A;
    if (lowercase && !list.isFull('qp-lowercase')) list.add('qp-lowercase', at, at + 3, escape());
    if (isText && (octet === CR || octet === LF)) list.add('qp-encoded-line-end', at, at + 3, escape());
  }
}

/** An `=` with what stands behind it instead of two digits; what ends the line does not count. */
function badEscape(text: string, equals: number): string {
  START.lastIndex = equals;
  const start = START.exec(text)?.[0] ?? '=';
  LINE_END.lastIndex = equals + start.length;
  return LINE_END.test(text) ? start.replace(/[ \t]+$/, '').replace(/(?<=.)=$/, '') : start;
}

function checkCharacters(list: BodyFaultList, text: string): void {
  if (!UNUSUAL.test(text)) return;
  for (const [code, characters] of CHARACTERS) {
    characters.lastIndex = 0;
    let left = MAX_PLACES;
    for (let match = characters.exec(text); match && left > 0; match = characters.exec(text)) {
      list.add(code, match.index, match.index + match[0].length);
      left--;
    }
  }
}

/** The `=` of the soft line break at the end of a text that ends with a line end. */
function lastSoftBreak(text: string): number | undefined {
  const to = contentEnd(text, text.length);
  const content = to - trailingSpace(text, 0, to);
  return text.charCodeAt(content - 1) === EQUALS ? content - 1 : undefined;
}

function tooLong({ from, size }: MeasuredLine): BodyFault {
  return { code: TOO_LONG, from, to: from + size, detail: String(size) };
}

const TOO_LONG = 'qp-line-too-long';
/** RFC 2045 6.7 rule 5: at most 76 characters, the `=` of a soft line break included. */
const LINES: LineMeasure = { limit: 76, safe: 77, size: (text) => text.length };
const UNUSUAL = /[^\t\n\r -~]/;
const CHARACTERS = [
  ['qp-control', /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/g],
  ['qp-8bit', /[^\0-\x7f]+/g],
] as const;
const SOFT_BREAK = /=[ \t]*[\r\n]/y;
const START = /=[^\r\n]{0,2}/y;
const LINE_END = /[ \t]*[\r\n]/y;
const EQUALS = 61;
const LOWER_A = 97;
const CR = 13;
const LF = 10;
