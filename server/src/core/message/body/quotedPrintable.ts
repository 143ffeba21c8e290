// Quoted-printable as mail holds it (RFC 2045 6.7): decoding that takes what it can.

import { OctetSink, hostOctetLength } from './octets.ts';
import type { HostEncoding } from './octets.ts';

/**
 * Decodes the lines of a quoted-printable text. White space at the end of a line was added on the way and is dropped
 * (rule 3); `=` at the end of a line joins it with the next (rule 5); an `=` that begins no escape stands for itself.
 * @param text whole lines; the line ends stay as they are.
 */
export function decodeQuotedPrintable(text: string, host: HostEncoding): Uint8Array {
  const sink = new OctetSink(text.length);
  forEachQuotedPiece(text, (from, to, octet) => {
    if (octet === undefined) sink.text(text.slice(from, to), host);
    else sink.push(octet);
  });
  return sink.finish();
}

/** The octets of a quoted-printable text that is ASCII as written, one character each. */
export function quotedPrintableText(text: string): string {
  return TRAILING_SPACE.test(text.slice(-1)) || SPACE_AT_LINE_END.some((space) => text.includes(space))
    ? decodeByLines(text)
    : decodeEscapes(text);
}

/** Decodes a text without white space at the ends of lines: it is read from one `=` to the next. */
function decodeEscapes(text: string): string {
  let decoded = '';
  let from = 0;
  for (let equals = text.indexOf('='); equals >= 0;) {
    const octet = hexOctet(text.charCodeAt(equals + 1), text.charCodeAt(equals + 2));
    const to = octet < 0 ? softBreakTo(text, equals) : equals + 3;
    if (to > 0) {
      decoded += text.slice(from, equals);
      if (octet >= 0) decoded += String.fromCharCode(octet);
      from = to;
    }
    equals = text.indexOf('=', Math.max(to, equals + 1));
  }
  return from === 0 ? text : decoded + text.slice(from);
}

/** Behind the soft line break that starts with this `=`; 0 where it starts none. */
function softBreakTo(text: string, equals: number): number {
  const next = text.charCodeAt(equals + 1);
  if (next === CR) return equals + (text.charCodeAt(equals + 2) === LF ? 3 : 2);
  return next === LF ? equals + 2 : equals + 1 === text.length ? text.length : 0;
}

function decodeByLines(text: string): string {
  let decoded = '';
  forEachQuotedPiece(text, (from, to, octet) => {
    decoded += octet === undefined ? text.slice(from, to) : String.fromCharCode(octet);
  });
  return decoded;
}

/** Where the octet stands in a quoted-printable text that has `index` octets in front of it; ASCII as written. */
export function quotedOffset(text: string, index: number): number {
  let left = index;
  let at = text.length;
  forEachQuotedPiece(text, (from, to, octet) => {
    const length = octet === undefined ? to - from : 1;
    if (left >= 0 && left < length) at = octet === undefined ? from + left : from;
    left -= length;
  });
  return at;
}

/** How many octets a quoted-printable text decodes to; nothing is decoded. */
export function quotedPrintableLength(text: string, host: HostEncoding): number {
  let length = 0;
  forEachQuotedPiece(text, (from, to, octet) => {
    length += octet === undefined ? hostOctetLength(text.slice(from, to), host) : 1;
  });
  return length;
}

/** Calls back for each run of text that stands for itself, and for each escaped octet. */
function forEachQuotedPiece(text: string, piece: (from: number, to: number, octet?: number) => void): void {
  let equals = text.indexOf('=');
  for (let lineFrom = 0; lineFrom < text.length;) {
    LINE.lastIndex = lineFrom;
    LINE.test(text);
    const lineTo = LINE.lastIndex;
    const next = text.startsWith('\r\n', lineTo) ? lineTo + 2 : Math.min(text.length, lineTo + 1);
    const contentTo = lineTo - trailingSpace(text, lineFrom, lineTo);
    const soft = contentTo > lineFrom && text.charCodeAt(contentTo - 1) === EQUALS;
    const to = soft ? contentTo - 1 : contentTo;
    let from = lineFrom;
    while (equals >= 0 && equals < to) {
      const octet =
        equals + 3 <= to ? hexOctet(text.charCodeAt(equals + 1), text.charCodeAt(equals + 2)) : -1;
      if (octet >= 0) {
        if (equals > from) piece(from, equals);
        from = equals + 3;
        piece(equals, from, octet);
      }
      equals = text.indexOf('=', octet < 0 ? equals + 1 : from);
    }
    if (to > from) piece(from, to);
    if (!soft && next > lineTo) piece(lineTo, next);
    if (equals >= 0 && equals < next) equals = text.indexOf('=', next);
    lineFrom = next;
  }
}

/** How many spaces and tabs stand in front of `to`. */
export function trailingSpace(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return to - at;
}

/** The end of a line that is cut: white space that may be at its end, and an `=` whose meaning is not decided. */
export function quotedOpenEnd(text: string): string {
  const content = text.length - trailingSpace(text, 0, text.length);
  const equals = text.slice(Math.max(0, content - 3), content).search(/=[^\r\n]*$/);
  let from = equals < 0 ? content : Math.max(0, content - 3) + equals;
  // What is not open must not look like the end of a line either.
  while (from > 0 && (text.charCodeAt(from - 1) === EQUALS || isSpace(text.charCodeAt(from - 1)))) from--;
  return text.slice(from);
}

/** The octet two hexadecimal digits stand for, or -1. */
export function hexOctet(high: number, low: number): number {
  const h = hexDigit(high);
  const l = hexDigit(low);
  return h < 0 || l < 0 ? -1 : h * 16 + l;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

const LINE = /[^\r\n]*/y;
const TRAILING_SPACE = /[ \t]/;
const SPACE_AT_LINE_END = [' \n', ' \r', '\t\n', '\t\r'];
const CR = 13;
const LF = 10;
const EQUALS = 61;
