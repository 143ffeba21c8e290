// Reports come packed: takes the one file out of a gzip or zip archive, up to a limit.

import { Gunzip, Unzip, UnzipInflate } from 'fflate';

/** Why nothing was taken out. */
export type PackFault = 'too-large' | 'damaged' | 'empty';

/** The octets of the file, or why there are none. */
export type Unpacked = { readonly octets: Uint8Array } | { readonly fault: PackFault };

/** What a report may grow to; the largest ones of large receivers have some megabytes. */
const MAX_UNPACKED = 64 * 1024 * 1024;

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
  const size = new DataView(octets.buffer, octets.byteOffset).getUint32(octets.length - 4, true);
  gathered.done &&= size === gathered.size;
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
}

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
  if (!packing) return { octets };
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
