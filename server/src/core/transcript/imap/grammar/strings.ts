// Quoted strings and literals: the terminals that no expression can read (RFC 9051 4.3).

import { Kind } from '../../../syntax/kinds.ts';
import type { Cursor } from './cursor.ts';

/** Reads a quoted string, with its escapes, up to the line's end where it is not closed. */
export function quotedEnd(cursor: Cursor): void {
  readQuoted(cursor, Kind.Quoted);
}

/** Reads a charset: an atom or a quoted string. */
export function charsetEnd(cursor: Cursor): void {
  if (cursor.text[cursor.at] === '"') readQuoted(cursor, Kind.Charset);
  else {
    const from = cursor.at;
    cursor.leaf(Kind.Charset, cursor.endOf(CHARSET));
    if (/[^\0-\x7f]/.test(cursor.text.slice(from, cursor.at))) cursor.fault('charset', from, cursor.at);
  }
}

function readQuoted(cursor: Cursor, kind: Kind): void {
  const { text, at: from } = cursor;
  let at = from + 1;
  for (;;) {
    at = Math.max(at, cursor.endOf(PLAIN, at));
    const char = text[at];
    if (char === '"') {
      const nul = text.slice(from, at).indexOf('\0');
      if (nul >= 0) cursor.fault('nul', from + nul, from + nul + 1);
      cursor.leaf(kind, at + 1);
      return;
    }
    if (char !== '\\' || at + 1 >= text.length || text[at + 1] === '\r') break;
    if (!/["\\]/.test(text[at + 1] ?? '')) cursor.fault('escape', at, at + 2);
    at += 2;
  }
  if (text[at] === '\\') at++;
  cursor.fault('quote-unclosed', from, at);
  cursor.leaf(kind, at);
}

/**
 * Reads a literal: mark, line end, octets.
 * @param binary true where a literal8 may stand (RFC 3516 4, RFC 6855 4).
 */
export function literalEnd(cursor: Cursor, binary: boolean): void {
  const mark = cursor.endOf(MARK);
  if (mark < 0) {
    const end = Math.max(cursor.at + 1, cursor.endOf(/[^ )\r\n]*/y));
    cursor.fault('literal-count', cursor.at, end);
    cursor.leaf(Kind.Junk, end);
    return;
  }
  const from = cursor.at;
  const octets = Number(/[0-9]+/.exec(cursor.text.slice(from, mark))?.[0] ?? 0);
  if (octets > MAX_OCTETS) cursor.fault('number-too-large', from, mark);
  if (cursor.text[from] === '~' && !binary) cursor.fault('literal8', from, mark);
  cursor.builder.open(Kind.Literal, from);
  cursor.leaf(Kind.LiteralMark, mark);
  if (cursor.text.startsWith('\r\n', mark)) {
    cursor.leaf(Kind.LineEnd, mark + 2);
    const known = cursor.nextLiteral();
    const end = known === undefined ? octetEnd(cursor.text, cursor.at, octets) : cursor.at + known;
    cursor.incomplete = end > cursor.text.length;
    cursor.leaf(Kind.LiteralText, Math.min(end, cursor.text.length));
  } else if (mark === cursor.text.length) {
    cursor.incomplete = true;
  } else {
    cursor.fault('literal-line', mark, mark);
    // Whatever stands here instead of a line end and octets, what belongs to what cannot be known any more.
    cursor.leaf(Kind.Junk, cursor.endOf(/[^\r\n]*/y));
    cursor.incomplete = true;
  }
  cursor.builder.close(cursor.at);
}

/** The place behind `octets` octets from `from`, at most the end; characters counted as UTF-8. */
function octetEnd(text: string, from: number, octets: number): number {
  const most = Math.min(text.length, from + octets);
  if (!/[^\0-\x7f]/.test(text.slice(from, most))) return from + octets;
  let left = octets;
  let at = from;
  while (at < text.length && left > 0) {
    const code = text.codePointAt(at) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    if (left < 0) break;
    at += code < 0x1_0000 ? 1 : 2;
  }
  return left > 0 ? text.length + left : at;
}

const PLAIN = /[^"\\\r\n]*/y;
const MARK = /~?\{[0-9]+[+-]?\}/y;
const CHARSET = /[^\x00-\x20\x7f(){%*"\\\]]+/y;
const MAX_OCTETS = Number.MAX_SAFE_INTEGER;
