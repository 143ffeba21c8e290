// How many octets a piece of text stands for on the wire.

import type { Snapshot } from './snapshot.ts';

/**
 * The number of octets of `text` when it is sent: UTF-8, each line end (LF, CR or CRLF) as CRLF.
 * An editor holds decoded text with one kind of line end, protocols count CRLF (RFC 5321 2.3.8, RFC 9051 4.3).
 */
export function wireOctets(text: string): number {
  return utf8Octets(text) + bareLineEnds(text);
}

/** The number of octets of `text` in UTF-8; an unpaired surrogate counts 3, as TextEncoder writes U+FFFD. */
export function utf8Octets(text: string): number {
  let octets = text.length;
  NON_ASCII.lastIndex = 0;
  for (let match = NON_ASCII.exec(text); match; match = NON_ASCII.exec(text)) octets += extraOctets(match[0]);
  return octets;
}

/**
 * The offset in `[from, to]` of `snapshot` behind exactly `octets` wire octets counted from `from`, or the nearest
 * offset before that where the count falls inside a character or a line end.
 */
export function offsetAfterOctets(snapshot: Snapshot, from: number, to: number, octets: number): number {
  let left = octets;
  for (let at = from; at < to;) {
    const end = Math.min(to, at + STEP);
    const piece = snapshot.slice(at, end);
    const cost = wireOctets(piece);
    if (cost <= left && end < to && !splitsLineEnd(piece)) {
      left -= cost;
      at = end;
      continue;
    }
    return at + prefixWithin(piece, left);
  }
  return to;
}

/** How many leading UTF-16 units of `piece` fit into `octets` wire octets. */
function prefixWithin(piece: string, octets: number): number {
  let low = 0;
  let high = piece.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (wireOctets(piece.slice(0, middle)) <= octets) low = middle;
    else high = middle - 1;
  }
  // Not between the halves of a surrogate pair, nor between CR and LF.
  if (/[\ud800-\udbff]$/.test(piece.slice(low - 1, low)) && low > 0) low--;
  return low;
}

function splitsLineEnd(piece: string): boolean {
  return piece.endsWith('\r') || /[\ud800-\udbff]$/.test(piece);
}

function bareLineEnds(text: string): number {
  const pairs = count(text, '\r\n');
  return count(text, '\n') + count(text, '\r') - 2 * pairs;
}

function count(text: string, needle: string): number {
  let found = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) found++;
  return found;
}

function extraOctets(run: string): number {
  let extra = 0;
  for (const character of run) {
    const code = character.codePointAt(0) ?? 0;
    extra += code < 0x800 ? 1 : 2;
  }
  return extra;
}

const NON_ASCII = /[^\0-\x7f]+/g;
const STEP = 16_384;
