// From the octets of a document to those that are sent: CRLF everywhere, and whole header lines changed.

import { refuseBreaks } from './safeText.ts';

/** A change of whole lines of a document. */
export interface LineEdit {
  /** From 0; a line ends with CRLF, LF or CR. */
  readonly line: number;
  /** How many lines go, from `line` on. */
  readonly remove: number;
  /** Lines that come in front of what stays, without their ends. */
  readonly insert: readonly string[];
}

/** What the octets themselves ask of a server. */
export interface OctetNeeds {
  /** As RFC 1870 5 counts: with all line ends, without doubled dots. */
  readonly size: number;
  readonly eightBit: boolean;
  /** True where NUL occurs, which only binary content may hold (RFC 2045 2.7, 2.8, 2.9). */
  readonly nul: boolean;
}

/**
 * The octets to send: a byte order mark goes, as it is no part of the text; every line ends with CRLF; the edits are
 * made. All else stays, octet by octet. Throws `unsafe-text` where an inserted line holds a line end.
 * @param edits in any order, not overlapping; a line behind the last one stands for the end.
 */
export function outgoingOctets(octets: Uint8Array, edits: readonly LineEdit[] = []): Uint8Array {
  const text = MARK.every((octet, at) => octets[at] === octet) ? octets.subarray(MARK.length) : octets;
  const canonical = withCrlf(text);
  return edits.length === 0 ? canonical : edited(canonical, edits);
}

export function octetNeeds(octets: Uint8Array): OctetNeeds {
  const open = octets.length > 0 && octets.at(-1) !== LF;
  return {
    size: octets.length + (open ? CRLF.length : 0),
    eightBit: /[^\u0000-\u007f]/.test(latin1.decode(octets)),
    nul: octets.includes(0),
  };
}

/** RFC 5321 2.3.8: lines end with CRLF, and neither CR nor LF stands alone. */
function withCrlf(octets: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let from = 0;
  let lf = octets.indexOf(LF);
  let cr = octets.indexOf(CR);
  while (lf >= 0 || cr >= 0) {
    if (cr >= 0 && lf === cr + 1) {
      // What most lines have; nothing to do.
      lf = octets.indexOf(LF, lf + 1);
      cr = octets.indexOf(CR, cr + 1);
      continue;
    }
    const at = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
    pieces.push(octets.subarray(from, at), CRLF);
    from = at + 1;
    if (at === lf) lf = octets.indexOf(LF, from);
    else cr = octets.indexOf(CR, from);
  }
  if (pieces.length === 0) return octets;
  pieces.push(octets.subarray(from));
  return concatenated(pieces);
}

function edited(octets: Uint8Array, edits: readonly LineEdit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let line = 0;
  let at = 0;
  const skip = (lines: number): number => {
    for (let left = lines; left > 0 && at < octets.length; left--) {
      // Every LF stands behind a CR by now.
      const end = octets.indexOf(LF, at);
      at = end < 0 ? octets.length : end + 1;
    }
    line += lines;
    return at;
  };
  for (const { line: first, remove, insert } of edits.toSorted((a, b) => a.line - b.line)) {
    const kept = octets.subarray(at, skip(first - line));
    pieces.push(kept);
    if (insert.length > 0 && kept.length > 0 && kept.at(-1) !== LF) pieces.push(CRLF);
    for (const text of insert) {
      refuseBreaks(text);
      pieces.push(encoder.encode(`${text}\r\n`));
    }
    skip(remove);
  }
  pieces.push(octets.subarray(at));
  return concatenated(pieces);
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const encoder = new TextEncoder();
/** Every octet beyond ASCII is a character beyond ASCII. */
const latin1 = new TextDecoder('latin1');
const LF = 0x0a;
const CR = 0x0d;
const CRLF = Uint8Array.of(CR, LF);
const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
