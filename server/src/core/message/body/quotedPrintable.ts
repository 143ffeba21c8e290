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
  let decoded = '';
  forEachQuotedPiece(text, (from, to, octet) => {
    decoded += octet === undefined ? text.slice(from, to) : String.fromCharCode(octet);
  });
  return decoded;
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
const EQUALS = 61;
