// MD5 (RFC 1321) and HMAC-MD5 (RFC 2104), only to check the digests that stand in logs: MD5 protects nothing any more.

/** The MD5 digest of octets: 16 octets. */
export function md5(octets: Uint8Array): Uint8Array {
  const blocks = padded(octets);
  let [a, b, c, d] = START;
  const words = new Int32Array(16);
  for (let block = 0; block < blocks.length; block += BLOCK) {
    for (let i = 0; i < 16; i++) words[i] = wordAt(blocks, block + i * 4);
    [a, b, c, d] = mixed(words, a, b, c, d);
  }
  const digest = new Uint8Array(16);
  [a, b, c, d].forEach((word, place) => {
    for (let i = 0; i < 4; i++) digest[place * 4 + i] = (word >>> (8 * i)) & 0xff;
  });
  return digest;
}

/** The keyed digest of a text: 16 octets. */
export function hmacMd5(key: Uint8Array, text: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? md5(key) : key;
  const inner = new Uint8Array(BLOCK + text.length).fill(INNER, 0, BLOCK);
  const outer = new Uint8Array(BLOCK + 16).fill(OUTER, 0, BLOCK);
  short.forEach((octet, i) => {
    inner[i] = octet ^ INNER;
    outer[i] = octet ^ OUTER;
  });
  inner.set(text, BLOCK);
  outer.set(md5(inner), BLOCK);
  return md5(outer);
}

/** Octets as hexadecimal digits in lower case. */
export function hex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** A one bit, zeros, and the length in bits, so that there are whole blocks. */
function padded(octets: Uint8Array): Uint8Array {
  const blocks = new Uint8Array((((octets.length + 8) >>> 6) + 1) * BLOCK);
  blocks.set(octets);
  blocks[octets.length] = 0x80;
  for (let i = 0, left = octets.length * 8; i < 8; i++, left = Math.floor(left / 256)) {
    blocks[blocks.length - 8 + i] = left % 256;
  }
  return blocks;
}

function wordAt(octets: Uint8Array, at: number): number {
  return (
    (octets[at] ?? 0) |
    ((octets[at + 1] ?? 0) << 8) |
    ((octets[at + 2] ?? 0) << 16) |
    ((octets[at + 3] ?? 0) << 24)
  );
}

/** The four rounds over one block. */
function mixed(words: Int32Array, a0: number, b0: number, c0: number, d0: number): Words {
  let [a, b, c, d]: Words = [a0, b0, c0, d0];
  for (let i = 0; i < 64; i++) {
    const round = i >>> 4;
    const [f, place] = step(round, i, b, c, d);
    const sum = (a + f + (SINES[i] ?? 0) + (words[place] ?? 0)) | 0;
    const shift = SHIFTS[round * 4 + (i & 3)] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  return [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
}

function step(
  round: number,
  i: number,
  b: number,
  c: number,
  d: number,
): readonly [f: number, place: number] {
  if (round === 0) return [(b & c) | (~b & d), i];
  if (round === 1) return [(d & b) | (~d & c), (5 * i + 1) & 15];
  return round === 2 ? [b ^ c ^ d, (3 * i + 5) & 15] : [c ^ (b | ~d), (7 * i) & 15];
}

type Words = [a: number, b: number, c: number, d: number];

const BLOCK = 64;
const INNER = 0x36;
const OUTER = 0x5c;
const START: Readonly<Words> = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
/** The integer part of 2^32 times the sine of i radians. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))) | 0);
