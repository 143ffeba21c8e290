// Encoded-words: `=?charset?encoding?text?=` (RFC 2047 2, RFC 2231 5 for the language).

import { Kind } from '../../syntax/kinds.ts';
import { matchEncodedWord } from '../encodedWord.ts';
import type { EncodedWordMatch } from '../encodedWord.ts';
import type { Scanner } from '../scanner.ts';

/**
 * Reads an encoded-word at the position, with its faults. False where none stands there; what only looks like one
 * is recorded as `ew-syntax` and left for the caller to read as text.
 */
export function parseEncodedWord(s: Scanner): boolean {
  if (s.peek() !== '=' || s.text.charAt(s.pos + 1) !== '?') return false;
  const match = matchEncodedWord(s.text, s.pos, s.end);
  if (!match || match.to > s.end) {
    const word = BROKEN_WORD.exec(s.text.slice(s.pos, Math.min(s.end, s.pos + MAX_BROKEN)))?.[0];
    if (word !== undefined) s.fault('ew-syntax', s.pos, s.pos + word.length);
    return false;
  }
  s.tree.open(Kind.EncodedWord, match.from);
  s.take(Kind.Punctuation, match.from + 2);
  s.take(Kind.EncodedWordCharset, s.pos + match.charset.length);
  s.take(Kind.Punctuation, match.encodingFrom);
  s.take(Kind.EncodedWordEncoding, s.pos + match.encoding.length);
  s.take(Kind.Punctuation, match.textFrom);
  while (s.pos < match.textTo) {
    // A fold inside the word: its line prefixes are the host's.
    if (s.fws()) continue;
    const space = s.text.slice(s.pos, match.textTo).search(/[ \t\r\n]/);
    s.take(Kind.EncodedWordText, space < 0 ? match.textTo : Math.max(s.pos + 1, s.pos + space));
  }
  s.take(Kind.Punctuation, match.to);
  s.tree.close(match.to);
  checkEncodedWord(s, match);
  return true;
}

function checkEncodedWord(s: Scanner, word: EncodedWordMatch): void {
  const { from, to, charset, encoding, encodingFrom, textFrom, textTo } = word;
  // A fold inside the word: the prefix of its line is the host's.
  const text = s.own(textFrom, textTo);
  const length = s.own(from, to).length;
  if (charset === '' || charset.startsWith('*')) s.fault('ew-charset-syntax', from, encodingFrom);
  if (!/^[bq]$/i.test(encoding)) {
    s.fault('ew-encoding', encodingFrom, encodingFrom + encoding.length, encoding);
  }
  if (text === '') s.fault('ew-empty', from, to);
  if (/[ \t\r\n]/.test(text)) s.fault('ew-space', textFrom, textTo);
  if (/^b$/i.test(encoding) && !isBase64(text)) s.fault('ew-base64', textFrom, textTo);
  if (/^q$/i.test(encoding) && BAD_Q.test(text)) s.fault('ew-q', textFrom, textTo);
  if (length > MAX_WORD) s.fault('ew-too-long', from, to, String(length));
}

/**
 * Records what RFC 2047 5 (1) asks of an encoded-word in free text: white space on both sides.
 * @param from where the word starts; it ends at the scanner's position.
 * @param start where the text starts.
 */
export function checkNeighbours(s: Scanner, from: number, start: number): void {
  const before = from > start ? s.text.charAt(from - 1) : '';
  const after = s.pos < s.end ? s.text.charAt(s.pos) : '';
  if (isText(before) || isText(after)) s.fault('ew-adjacent', from, s.pos);
}

/** Records encoded-words on lines of more than 76 characters (RFC 2047 2). Line prefixes of the host do not count. */
export function checkLineLengths(s: Scanner): void {
  if (!s.text.includes('=?')) return;
  let gap = 0;
  for (let lineFrom = 0; lineFrom < s.end;) {
    LINE.lastIndex = lineFrom;
    LINE.test(s.text);
    const lineTo = Math.min(s.end, LINE.lastIndex);
    while (gap < s.gaps.length && (s.gaps[gap]?.from ?? 0) < lineFrom) gap++;
    const prefix = s.gaps[gap];
    const from = prefix?.from === lineFrom ? prefix.to : lineFrom;
    if (lineTo - from > MAX_LINE && COMPLETE.test(s.text.slice(from, lineTo))) {
      s.fault('ew-line-too-long', from, lineTo, String(lineTo - from));
    }
    lineFrom = lineTo + (s.text.startsWith('\r\n', lineTo) ? 2 : 1);
  }
}

function isText(character: string): boolean {
  return (
    character !== '' && character !== ' ' && character !== '\t' && character !== '\r' && character !== '\n'
  );
}

/** RFC 2045 6.8: groups of four, the last one padded. */
function isBase64(text: string): boolean {
  const folded = text.replace(/[ \t\r\n]+/g, '');
  return folded.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(folded) && !/^={1,2}$/.test(folded);
}

/** RFC 2047 2: at most 75 characters with the delimiters. */
const MAX_WORD = 75;
/** RFC 2047 2: at most 76 characters for a line with an encoded-word. */
const MAX_LINE = 76;
/** RFC 2047 4.2: `=` begins two hexadecimal digits; `?` and characters outside printable ASCII must be encoded. */
const BAD_Q = /=(?![0-9A-Fa-f]{2})|[^ -~\r\n\t]|\?/;
/** What begins like an encoded-word, up to white space or the next opening. */
const BROKEN_WORD = /^=\?[^?\s]{1,40}\?[^?\s]{0,3}\?(?:(?!=\?)\S)*/;
const MAX_BROKEN = 200;
const COMPLETE = /=\?[^?\s]+\?[bqBQ]\?[^?]*\?=/;
const LINE = /[^\r\n]*/y;
