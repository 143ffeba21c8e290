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
  let ignored = 0;
  let group = NO_GROUP;
  for (const piece of pieces) {
    const decoded = decodeBase64Piece(piece, group);
    const room = size + decoded.octets.length + 2;
    if (room > octets.length) {
      const grown = new Uint8Array(Math.max(room, octets.length * 2));
      grown.set(octets.subarray(0, size));
      octets = grown;
    }
    octets.set(decoded.octets, size);
    size += decoded.octets.length;
    ignored += decoded.ignored;
    ({ group } = decoded);
    if (group.ended) break;
  }
  const rest = lastOctets(group);
  if (rest.length > 0) octets.set(rest, size);
  return { octets: octets.subarray(0, size + rest.length), ignored };
}

/** The group of four characters that a piece of base64 leaves open. */
export interface Base64Group {
  readonly value: number;
  readonly digits: number;
  readonly pads: number;
  /** True behind the first complete padding. */
  readonly ended: boolean;
}

/** Where decoding starts. */
export const NO_GROUP: Base64Group = { value: 0, digits: 0, pads: 0, ended: false };

/** Decodes one piece as `decodeBase64` does; the octets of the group it leaves open are not among its own. */
export function decodeBase64Piece(piece: string, before: Base64Group): Base64Result & { group: Base64Group } {
  const octets = new Uint8Array(((piece.length * 3) >>> 2) + 3);
  let { value, digits, pads, ended } = before;
  let size = 0;
  let ignored = 0;
  for (let i = 0; i < piece.length && !ended; i++) {
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
      if (digits >= 2 && digits + ++pads >= 4) ended = true;
    } else if (digit === OTHER) {
      ignored++;
    }
  }
  return { octets: octets.subarray(0, size), ignored, group: { value, digits, pads, ended } };
}

/** The octets of a last group that is cut short: two digits hold one, three hold two; a single one holds none. */
export function lastOctets({ value, digits }: Base64Group): Uint8Array {
  if (digits === 2) return Uint8Array.of(value >>> 4);
  return digits === 3 ? Uint8Array.of(value >>> 10, value >>> 2) : new Uint8Array(0);
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
