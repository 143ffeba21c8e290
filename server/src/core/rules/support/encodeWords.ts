// Writes text as encoded-words (RFC 2047): UTF-8, by Q where most of it is ASCII, else by B, within the limits of a line.

import { decodeLatin1, encodeUtf8 } from '../../message/body/octets.ts';

/** RFC 2047 2: the longest encoded-word. */
const MAX_WORD = 75;
/** RFC 2047 2: the longest line with an encoded-word in it. */
export const MAX_ENCODED_LINE = 76;

/**
 * The encoded-words for a text, to be joined by a line end and a space. White space between two of them is not part
 * of the text (RFC 2047 6.2).
 * @param room the characters left on the line of the first word; the first is undefined where nothing fits there.
 */
export function encodedWords(text: string, room: number): (string | undefined)[] {
  const octets = encodeUtf8(text);
  const safe = decodeLatin1(octets).match(Q_SAFE)?.length ?? 0;
  // Q stays readable; where most is encoded, B is shorter.
  const q = 2 * safe >= octets.length;
  const open = q ? '=?utf-8?q?' : '=?utf-8?b?';
  const words: (string | undefined)[] = [];
  let limit = Math.min(MAX_WORD, room) - open.length - CLOSE.length;
  let at = 0;
  const characters = Array.from(text);
  while (at < characters.length) {
    const end = fitting(characters, at, limit, q);
    if (end > at) words.push(open + encode(characters.slice(at, end).join(''), q) + CLOSE);
    else words.push(undefined);
    limit = MAX_WORD - 1 - open.length - CLOSE.length;
    at = end;
  }
  return words;
}

/** The end of the characters whose encoding has at most `limit` characters: a word must not part a character. */
function fitting(characters: readonly string[], from: number, limit: number, q: boolean): number {
  let octets = 0;
  let length = 0;
  for (let at = from; at < characters.length; at++) {
    const character = characters[at] ?? '';
    octets += encodeUtf8(character).length;
    length = q ? length + encode(character, true).length : Math.ceil(octets / 3) * 4;
    if (length > limit) return at;
  }
  return characters.length;
}

function encode(text: string, q: boolean): string {
  const octets = encodeUtf8(text);
  return q ? encodeQ(octets) : encodeBase64(octets);
}

/** RFC 2047 5 (3): the characters that may stand unencoded in a phrase may do so anywhere. */
function encodeQ(octets: Uint8Array): string {
  return decodeLatin1(octets).replace(Q_UNSAFE, (character) =>
    character === ' ' ? '_' : `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function encodeBase64(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; i += 3) {
    const left = octets.length - i;
    const bits = ((octets[i] ?? 0) << 16) | ((octets[i + 1] ?? 0) << 8) | (octets[i + 2] ?? 0);
    text += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63);
    text += left > 1 ? BASE64.charAt((bits >> 6) & 63) : '=';
    text += left > 2 ? BASE64.charAt(bits & 63) : '=';
  }
  return text;
}

const CLOSE = '?=';
const Q_SAFE = /[A-Za-z0-9!*+/ -]/g;
const Q_UNSAFE = /[^A-Za-z0-9!*+/-]/g;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
