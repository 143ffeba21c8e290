// Writes a phrase or display name: words, encoded-words and dots, and what should have been quoted (RFC 5322 3.2.5).

import type { FaultCode } from '../faults.ts';
import { Token } from './addressTokens.ts';
import { isWord } from './addrSpec.ts';
import type { TokenWriter } from './tokenWriter.ts';

/**
 * Writes the tokens up to `end` as a phrase. A dot is obsolete syntax (RFC 5322 4.1); any other special character
 * is recorded once for the phrase, from the first to the last of them.
 * @param special the fault of a special character outside quotes.
 */
export function writePhrase(w: TokenWriter, end: number, special: FaultCode): void {
  const { s } = w;
  let first = -1;
  let last = -1;
  let dotted = false;
  while (w.i < end) {
    const { i } = w;
    const kind = w.kind(i);
    if (kind === Token.Dot && !dotted) {
      s.fault('obs-phrase', w.from(i), w.to(i));
      dotted = true;
    } else if (kind === Token.EncodedWord) {
      adjacentWord(w, i);
    } else if (kind === Token.Atom && BROKEN_WORD.test(s.text.slice(w.from(i), w.to(i)))) {
      s.fault('ew-syntax', w.from(i), w.to(i));
    } else if (kind === Token.QuotedString) {
      encodedWordIn(w, i);
    } else if (kind === Token.Junk) {
      w.badToken(i, special);
    } else if (kind > Token.Comment && kind !== Token.Dot && !isWord(kind)) {
      if (first < 0) first = w.from(i);
      last = w.to(i);
    }
    w.write();
  }
  if (first >= 0) s.fault(special, first, last, s.own(first, last).slice(0, MAX_DETAIL));
}

/** RFC 2047 5 (3): white space stands between an encoded-word and its neighbours in a phrase. */
function adjacentWord(w: TokenWriter, i: number): void {
  const touchesBefore = w.i > 0 && w.kind(i - 1) >= Token.Atom && !isSeparator(w.kind(i - 1));
  const next = w.kind(i + 1);
  const touchesBehind = next >= Token.Atom && next !== Token.End && !isSeparator(next);
  if (touchesBefore || touchesBehind) w.s.fault('ew-adjacent', w.from(i), w.to(i));
}

/** RFC 2047 5 (3): no encoded-word stands inside a quoted string; one that does is shown as it is written. */
function encodedWordIn(w: TokenWriter, i: number): void {
  const from = w.from(i);
  const match = ENCODED_WORD.exec(w.s.text.slice(from, w.to(i)));
  if (match) w.s.fault('ew-in-quoted-string', from + match.index, from + match.index + match[0].length);
}

function isSeparator(kind: number): boolean {
  return kind === Token.Comma || kind === Token.Semicolon || kind === Token.Colon;
}

/** What begins like an encoded-word and was not read as one. */
const BROKEN_WORD = /^=\?[^?\s]{1,40}\?[^?\s]{0,3}\?/;
const ENCODED_WORD = /=\?[^?\s]+\?[bqBQ]\?[^?]*\?=/;
const MAX_DETAIL = 20;
