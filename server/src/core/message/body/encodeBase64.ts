// Octets in base64 (RFC 4648), in one line or in several.

import { decodeLatin1 } from './octets.ts';

/**
 * The base64 of octets, padded.
 * @param lineLength characters a line, a multiple of four, with `\n` between the lines; one line where left out.
 */
export function encodeBase64(octets: Uint8Array, lineLength = Infinity): string {
  const length = Math.ceil(octets.length / 3) * 4;
  const lines = Math.max(1, Math.ceil(length / lineLength));
  const text = new Uint8Array(length + lines - 1);
  let at = 0;
  let column = 0;
  for (let i = 0; i < octets.length; i += 3) {
    if (column === lineLength) {
      text[at++] = LF;
      column = 0;
    }
    const left = octets.length - i;
    const bits = ((octets[i] ?? 0) << 16) | ((octets[i + 1] ?? 0) << 8) | (octets[i + 2] ?? 0);
    text[at++] = DIGITS[bits >> 18] ?? 0;
    text[at++] = DIGITS[(bits >> 12) & 63] ?? 0;
    text[at++] = left > 1 ? (DIGITS[(bits >> 6) & 63] ?? 0) : EQUALS;
    text[at++] = left > 2 ? (DIGITS[bits & 63] ?? 0) : EQUALS;
    column += 4;
  }
  return decodeLatin1(text);
}

const DIGITS = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit) =>
  digit.charCodeAt(0),
);
const LF = 10;
const EQUALS = 61;
