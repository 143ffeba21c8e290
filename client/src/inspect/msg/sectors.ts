// Sectors of equal size, and the chains that streams are cut out of (MS-CFB 2.1).

/** What was wrong with a compound file: it ends too early, or says what cannot be. */
export type CompoundFault = 'cut-off' | 'damaged';

/** Told what is wrong, maybe more than once. */
export type Fault = (fault: CompoundFault) => void;

/** @returns the sector behind another one in its chain, or one of the numbers that stand for none. */
export type NextSector = (sector: number) => number;

/** Numbers of sectors that are none (MS-CFB 2.1). */
export const sectorNumbers = {
  lastRegular: 0xff_ff_ff_fa,
  endOfChain: 0xff_ff_ff_fe,
  free: 0xff_ff_ff_ff,
} as const;

/** Where sectors stand. */
export interface SectorLayout {
  /** The first octet of sector 0. */
  readonly first: number;
  /** Octets of a sector, as a power of two. */
  readonly shift: number;
  readonly fault: Fault;
}

/**
 * The sectors of a file, or those of its mini stream.
 *
 * A sector belongs to the first chain that comes by it. So no chain goes round in a circle, and all chains together are
 * no longer than the octets: what they cost grows with the size of the file, whatever stands in it.
 */
export class Sectors {
  readonly #octets: Uint8Array;
  readonly #first: number;
  readonly #fault: Fault;
  readonly #taken: Uint8Array;
  /** Octets of a whole sector. */
  readonly size: number;

  constructor(octets: Uint8Array, { first, shift, fault }: SectorLayout) {
    this.#octets = octets;
    this.#first = first;
    this.#fault = fault;
    this.size = 2 ** shift;
    this.#taken = new Uint8Array(Math.max(0, Math.ceil((octets.length - first) / this.size)));
  }

  /** How many sectors there are; the last one may be cut off. */
  get count(): number {
    return this.#taken.length;
  }

  /** @returns where a sector starts. */
  at(sector: number): number {
    return this.#first + sector * this.size;
  }

  /**
   * @param length octets of the stream; Infinity where its chain tells.
   * @returns the stream as far as its chain goes: a part of the octets where it stands in one piece, else a copy.
   */
  chain(start: number, length: number, next: NextSector): Uint8Array {
    const runs: { readonly from: number; to: number }[] = [];
    let left = length;
    for (let sector = start; left > 0; sector = next(sector)) {
      if (sector === sectorNumbers.endOfChain && length === Infinity) break;
      if (!this.take(sector)) break;
      const from = this.at(sector);
      const wanted = Math.min(this.size, left);
      const to = Math.min(from + wanted, this.#octets.length);
      const last = runs.at(-1);
      if (last?.to === from) last.to = to;
      else runs.push({ from, to });
      if (to < from + wanted) {
        this.#fault('cut-off');
        break;
      }
      left -= wanted;
    }
    const pieces = runs.map(({ from, to }) => this.#octets.subarray(from, to));
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : joined(pieces);
  }

  /** @returns whether there is such a sector, and nobody had it before. */
  take(sector: number): boolean {
    if (sector < this.count && this.#taken[sector] === 0) {
      this.#taken[sector] = 1;
      return true;
    }
    const isBehind = sector >= this.count && sector <= sectorNumbers.lastRegular;
    this.#fault(isBehind ? 'cut-off' : 'damaged');
    return false;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
