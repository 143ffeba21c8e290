// Base64 as mail holds it (RFC 2045 6.8): decoding that takes what it can.

/** What a run of base64 text decodes to. */
export interface Base64Result {
  readonly octets: Uint8Array;
  /** Characters outside the alphabet that were passed over, white space not counted. */
  readonly ignored: number;
}

/**
 * Decodes base64 that stands in pieces. Characters outside the alphabet are passed over (RFC 2045 6.8); decoding
 * ends behind the first complete padding; a last group that is cut short gives the octets that are whole.
 */
export function decodeBase64(pieces: Iterable<string>): Base64Result {
  let octets: Uint8Array = new Uint8Array(0);
  let size = 0;
  let value = 0;
  let digits = 0;
  let pads = 0;
  let ignored = 0;
  decoding: for (const piece of pieces) {
    const room = size + ((piece.length * 3) >>> 2) + 3;
    if (room > octets.length) {
      const grown = new Uint8Array(Math.max(room, octets.length * 2));
      grown.set(octets.subarray(0, size));
      octets = grown;
    }
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      const digit = code < 128 ? (DIGITS[code] ?? OTHER) : OTHER;
      if (digit < PAD) {
        pads = 0;
        value = (value << 6) | digit;
        if (++digits === 4) {
          octets[size++] = value >>> 16;
          octets[size++] = value >>> 8;
          octets[size++] = value;
          value = 0;
          digits = 0;
        }
      } else if (digit === PAD) {
        if (digits >= 2 && digits + ++pads >= 4) break decoding;
      } else if (digit === OTHER) {
        ignored++;
      }
    }
  }
  // Two digits hold one octet, three hold two; a single one holds none.
  if (digits === 2) octets[size++] = value >>> 4;
  else if (digits === 3) {
    octets[size++] = value >>> 10;
    octets[size++] = value >>> 2;
  }
  return { octets: octets.subarray(0, size), ignored };
}

const PAD = 64;
const SPACE = 65;
const OTHER = 66;
const DIGITS = digitTable();

function digitTable(): Uint8Array {
  const table = new Uint8Array(128).fill(OTHER);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  table['='.charCodeAt(0)] = PAD;
  for (const space of ' \t\r\n') table[space.charCodeAt(0)] = SPACE;
  return table;
}
