// Reports come packed: takes the one file out of a gzip or zip archive, up to a limit.

import { Gunzip, Unzip, UnzipInflate } from 'fflate';

/** Why nothing was taken out. */
export type PackFault = 'too-large' | 'damaged' | 'empty';

/** The octets of the file, or why there are none. */
export type Unpacked = { readonly octets: Uint8Array } | { readonly fault: PackFault };

/** What a report may grow to; the largest ones of large receivers have some megabytes. */
const MAX_UNPACKED = 16 * 1024 * 1024;

class TooLarge extends Error {}

/** Gathers what comes out, and stops at the limit. */
class Gathered {
  readonly #pieces: Uint8Array[] = [];
  #size = 0;
  readonly #limit: number;
  done = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(piece: Uint8Array, final: boolean): void {
    this.#size += piece.length;
    if (this.#size > this.#limit) throw new TooLarge();
    this.#pieces.push(piece);
    this.done = final;
  }

  get size(): number {
    return this.#size;
  }

  octets(): Uint8Array {
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}

/** Octets are given to the library in pieces, so that a bomb is stopped after one of them. */
const pieceOctets = 16 * 1024;

function feed(
  octets: Uint8Array,
  push: (piece: Uint8Array, final: boolean) => void,
  enough: () => boolean,
): void {
  for (let at = 0; at < octets.length && !enough(); at += pieceOctets) {
    const piece = octets.subarray(at, at + pieceOctets);
    push(piece, at + piece.length >= octets.length);
  }
}

/** The library takes a stream that breaks off for its end: the size that stands last tells (RFC 1952). */
function gunzip(octets: Uint8Array, gathered: Gathered): void {
  const stream = new Gunzip((piece, final) => {
    gathered.add(piece, final);
  });
  feed(
    octets,
    (piece, final) => {
      stream.push(piece, final);
    },
    () => false,
  );
  const end = new DataView(octets.buffer, octets.byteOffset, octets.length);
  gathered.done &&= end.getUint32(octets.length - 4, true) === gathered.size;
  gathered.done &&= end.getUint32(octets.length - 8, true) === crc32(gathered.octets());
}

/** The first file of an archive: reports have one. */
function unzip(octets: Uint8Array, gathered: Gathered): void {
  let isFirst = true;
  const stream = new Unzip((file) => {
    if (!isFirst || file.name.endsWith('/')) return;
    isFirst = false;
    file.ondata = (error, piece, final) => {
      if (error) throw error;
      gathered.add(piece, final);
    };
    file.start();
  });
  stream.register(UnzipInflate);
  feed(
    octets,
    (piece, final) => {
      stream.push(piece, final);
    },
    () => gathered.done,
  );
  gathered.done &&= firstCrc(octets) === crc32(gathered.octets());
}

/** The sum that the directory at the end of an archive has of its first file; undefined where the directory is missing. */
function firstCrc(octets: Uint8Array): number | undefined {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  for (let at = octets.length - 22; at >= Math.max(0, octets.length - 22 - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const directory = view.getUint32(at + 16, true);
    const isThere = directory + 20 <= octets.length && view.getUint32(directory, true) === 0x02014b50;
    return isThere ? view.getUint32(directory + 16, true) : undefined;
  }
  return undefined;
}

/** The sum over octets that both formats have (RFC 1952). */
function crc32(octets: Uint8Array): number {
  let crc = -1;
  for (const octet of octets) crc = (crc >>> 8) ^ (crcTable[(crc ^ octet) & 0xff] ?? 0);
  return ~crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, octet) => {
  let crc = octet;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
/** Of an archive. */
const MAX_COMMENT = 65_535;

/** By how the octets start: gzip (RFC 1952), zip. */
const packings = [
  { start: [0x1f, 0x8b], unpack: gunzip },
  { start: [0x50, 0x4b, 0x03, 0x04], unpack: unzip },
] as const;

/**
 * @param limit how many octets may come out.
 * @returns the octets of what is packed; those given where they are not packed.
 */
export function unpack(octets: Uint8Array, limit = MAX_UNPACKED): Unpacked {
  const packing = packings.find(({ start }) => start.every((octet, index) => octets[index] === octet));
  if (!packing) return octets.length > limit ? { fault: 'too-large' } : { octets };
  const gathered = new Gathered(limit);
  try {
    packing.unpack(octets, gathered);
  } catch (error) {
    return { fault: error instanceof TooLarge ? 'too-large' : 'damaged' };
  }
  if (!gathered.done) return { fault: 'damaged' };
  const all = gathered.octets();
  return all.length === 0 ? { fault: 'empty' } : { octets: all };
}
