// OpenPGP data (RFC 9580) from the outside: which packets there are, for which keys, and nothing decrypted.

/** What can be seen without a key. */
export interface PgpFacts {
  readonly kind: 'encrypted' | 'signed' | 'key' | 'unknown';
  /** Identifiers of the keys that can decrypt, or that signed: hexadecimal, upper case; zeros hide who. */
  readonly keys: readonly string[];
  /** Of the keys, as `RSA`. */
  readonly algorithms: readonly string[];
  /** Whether a password opens it. */
  readonly hasPassword: boolean;
  /** Whether changes to it would be noticed; undefined for what is not encrypted. */
  readonly isProtected?: boolean;
  /** Of signatures: `SHA256`. */
  readonly hash?: string;
  /** When a signature says it was made, milliseconds since 1970. */
  readonly signedAt?: number;
  /** Whether the packets end before they should. */
  readonly isBroken: boolean;
}

/** Takes the first armoured block out of a text; undefined where there is none. */
export function dearmored(text: string): Buffer | undefined {
  const start = /-----BEGIN PGP (?:MESSAGE|SIGNATURE|PUBLIC KEY BLOCK)-----[^\n]*\r?\n/.exec(text);
  if (!start) return undefined;
  const from = start.index + start[0].length;
  const end = text.indexOf('-----END PGP', from);
  const block = text.slice(from, end < 0 ? undefined : end);
  const lines = block.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() === '');
  const data = lines.slice(first + 1).filter((line) => !line.startsWith('='));
  return Buffer.from(data.join(''), 'base64');
}

/** Reads the packets of a message, a signature or a key. Never throws. */
export function readPgp(octets: Uint8Array): PgpFacts {
  const { packets, isBroken } = packetsOf(Buffer.from(octets));
  const keys: string[] = [];
  const algorithms = new Set<string>();
  let signature: ReturnType<typeof signatureOf>;
  for (const { tag, body } of packets) {
    const found =
      tag === SESSION_KEY
        ? sessionKeyOf(body)
        : tag === SIGNATURE
          ? (signature ??= signatureOf(body))
          : undefined;
    if (!found) continue;
    if (found.key !== '' && !keys.includes(found.key)) keys.push(found.key);
    algorithms.add(keyAlgorithms[found.algorithm] ?? String(found.algorithm));
  }
  const has = (...wanted: readonly number[]): boolean => packets.some(({ tag }) => wanted.includes(tag));
  const isEncrypted = has(SESSION_KEY, PASSWORD, ENCRYPTED, PROTECTED, AEAD);
  return {
    kind: isEncrypted ? 'encrypted' : has(6, 5) ? 'key' : has(SIGNATURE, 4) ? 'signed' : 'unknown',
    keys,
    algorithms: [...algorithms],
    hasPassword: has(PASSWORD),
    ...(isEncrypted && { isProtected: has(PROTECTED, AEAD) }),
    ...(!isEncrypted && signature && { hash: hashes[signature.hash] ?? String(signature.hash) }),
    ...(!isEncrypted && signature?.signedAt !== undefined && { signedAt: signature.signedAt }),
    isBroken,
  };
}

interface Packet {
  readonly tag: number;
  readonly body: Buffer;
}

/** RFC 9580: the headers of both formats. */
function packetsOf(octets: Buffer): { readonly packets: readonly Packet[]; readonly isBroken: boolean } {
  const packets: Packet[] = [];
  for (let at = 0; at < octets.length;) {
    const first = octets[at] ?? 0;
    if ((first & 0x80) === 0) return { packets, isBroken: true };
    if (packets.length === MOST_PACKETS) return { packets, isBroken: false };
    const isNew = (first & 0x40) !== 0;
    const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
    const { length, size, isPartial } = isNew
      ? newLength(octets, at + 1)
      : oldLength(octets, at + 1, first & 3);
    const from = at + 1 + size;
    packets.push({ tag, body: octets.subarray(from, from + Math.min(length, MOST_BODY)) });
    // What comes in pieces, or to the end, is the encrypted data itself: the last packet.
    if (isPartial) return { packets, isBroken: from >= octets.length };
    if (from + length > octets.length) return { packets, isBroken: true };
    at = from + length;
  }
  return { packets, isBroken: packets.length === 0 };
}

interface Length {
  readonly length: number;
  /** Octets of the length itself. */
  readonly size: number;
  readonly isPartial: boolean;
}

function newLength(octets: Buffer, at: number): Length {
  const first = octets[at] ?? 0;
  if (first < 192) return { length: first, size: 1, isPartial: false };
  if (first < 224) {
    return { length: ((first - 192) << 8) + (octets[at + 1] ?? 0) + 192, size: 2, isPartial: false };
  }
  if (first < 255) return { length: 1 << (first & 0x1f), size: 1, isPartial: true };
  return {
    length: at + 5 <= octets.length ? octets.readUInt32BE(at + 1) : Infinity,
    size: 5,
    isPartial: false,
  };
}

function oldLength(octets: Buffer, at: number, kind: number): Length {
  if (kind === 3) return { length: octets.length - at, size: 0, isPartial: true };
  const size = 1 << kind;
  const length = at + size <= octets.length ? octets.readUIntBE(at, size) : Infinity;
  return { length, size, isPartial: false };
}

/** RFC 9580, version 3. */
function sessionKeyOf(body: Buffer): { readonly key: string; readonly algorithm: number } | undefined {
  if (body.length < 10 || body[0] !== 3) return undefined;
  return { key: body.toString('hex', 1, 9).toUpperCase(), algorithm: body[9] ?? 0 };
}

/** RFC 9580. */
function signatureOf(body: Buffer):
  | {
      readonly key: string;
      readonly algorithm: number;
      readonly hash: number;
      readonly signedAt: number | undefined;
    }
  | undefined {
  const [version, , algorithm = 0, hash = 0] = body;
  if (version === 3 && body.length >= 17) {
    return {
      key: body.toString('hex', 7, 15).toUpperCase(),
      algorithm: body[15] ?? 0,
      hash: body[16] ?? 0,
      signedAt: body.readUInt32BE(3) * 1000,
    };
  }
  if ((version !== 4 && version !== 6) || body.length < 10) return undefined;
  const wide = version === 6 ? 4 : 2;
  const hashed = body.readUIntBE(4, wide);
  const afterHashed = 4 + wide + hashed;
  const plain = afterHashed + wide <= body.length ? body.readUIntBE(afterHashed, wide) : 0;
  const areas = [
    body.subarray(4 + wide, afterHashed),
    body.subarray(afterHashed + wide, afterHashed + wide + plain),
  ];
  const subpackets = areas.flatMap(subpacketsOf);
  const find = (type: number): Buffer | undefined => subpackets.find(({ tag }) => tag === type)?.body;
  const made = find(2);
  const fingerprint = find(33);
  return {
    key:
      (find(16) ?? (fingerprint?.[0] === 4 ? fingerprint.subarray(-8) : fingerprint?.subarray(1, 9)))
        ?.toString('hex')
        .toUpperCase() ?? '',
    algorithm,
    hash,
    signedAt: made && made.length >= 4 ? made.readUInt32BE(0) * 1000 : undefined,
  };
}

function subpacketsOf(area: Buffer): Packet[] {
  const found: Packet[] = [];
  for (let at = 0; at < area.length && found.length < MOST_PACKETS;) {
    // As in packets, but that nothing comes in pieces.
    const first = area[at] ?? 0;
    const { length, size } =
      first >= 224 && first < 255
        ? { length: ((first - 192) << 8) + (area[at + 1] ?? 0) + 192, size: 2 }
        : newLength(area, at);
    found.push({
      tag: (area[at + size] ?? 0) & 0x7f,
      body: area.subarray(at + size + 1, at + size + length),
    });
    at += size + Math.max(length, 1);
  }
  return found;
}

const SESSION_KEY = 1;
const SIGNATURE = 2;
const PASSWORD = 3;
const ENCRYPTED = 9;
const PROTECTED = 18;
const AEAD = 20;
const keyAlgorithms: Readonly<Record<number, string>> = {
  1: 'RSA',
  2: 'RSA',
  3: 'RSA',
  16: 'Elgamal',
  17: 'DSA',
  18: 'ECDH',
  19: 'ECDSA',
  22: 'EdDSA',
  25: 'X25519',
  26: 'X448',
  27: 'Ed25519',
  28: 'Ed448',
};
const hashes: Readonly<Record<number, string>> = {
  1: 'MD5',
  2: 'SHA1',
  3: 'RIPEMD160',
  8: 'SHA256',
  9: 'SHA384',
  10: 'SHA512',
  11: 'SHA224',
  12: 'SHA3-256',
  14: 'SHA3-512',
};
const MOST_PACKETS = 200;
const MOST_BODY = 64 * 1024;
