// Encoded-words: `=?charset?encoding?text?=` (RFC 2047 2, RFC 2231 5 for the language).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/**
 * Reads an encoded-word at the position, with its faults. False where none stands there; what only looks like one
 * is recorded as `ew-syntax` and left for the caller to read as text.
 */
export function parseEncodedWord(s: Scanner): boolean {
  if (s.peek() !== '=' || s.text.charAt(s.pos + 1) !== '?') return false;
  ENCODED_WORD.lastIndex = s.pos;
  const match = ENCODED_WORD.exec(s.text);
  if (!match || ENCODED_WORD.lastIndex > s.end) {
    const to = Math.max(s.pos + 2, s.match(WORD));
    if (LOOKS_LIKE.test(s.text.slice(s.pos, to))) s.fault('ew-syntax', s.pos, to);
    return false;
  }
  const [word, charset = '', encoding = '', text = ''] = match;
  const start = s.pos;
  s.tree.open(Kind.EncodedWord, start);
  s.take(Kind.Punctuation, start + 2);
  s.take(Kind.EncodedWordCharset, s.pos + charset.length);
  s.take(Kind.Punctuation, s.pos + 1);
  const encodingFrom = s.pos;
  s.take(Kind.EncodedWordEncoding, s.pos + encoding.length);
  s.take(Kind.Punctuation, s.pos + 1);
  const textFrom = s.pos;
  s.take(Kind.EncodedWordText, s.pos + text.length);
  s.take(Kind.Punctuation, s.pos + 2);
  s.tree.close(s.pos);

  if (charset === '' || charset.startsWith('*')) s.fault('ew-charset-syntax', start, encodingFrom);
  if (!/^[bq]$/i.test(encoding)) s.fault('ew-encoding', encodingFrom, encodingFrom + encoding.length, encoding);
  if (text === '') s.fault('ew-empty', start, s.pos);
  if (/[ \t]/.test(text)) s.fault('ew-space', textFrom, textFrom + text.length);
  if (/^b$/i.test(encoding) && !BASE64.test(text)) s.fault('ew-base64', textFrom, textFrom + text.length);
  if (/^q$/i.test(encoding) && /=(?![0-9A-Fa-f]{2})/.test(text)) s.fault('ew-q', textFrom, textFrom + text.length);
  if (word.length > MAX_WORD) s.fault('ew-too-long', start, s.pos, String(word.length));
  return true;
}

/** RFC 2047 2: at most 75 characters with the delimiters. */
const MAX_WORD = 75;
// The text may hold spaces here, as careless generators write them; RFC 2047 2 allows none, so it is a fault.
const ENCODED_WORD = /=\?([^?\s()<>@,;:"/[\]=]*)\?([^?\s]*)\?([^?\r\n]*)\?=/y;
const LOOKS_LIKE = /^=\?[^?\s]{1,40}\?[^?\s]{0,3}\?/;
const WORD = /[^ \t\r\n]+/y;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
