// Octets read from front to back, little-endian; never past their end.

/** Thrown inside the reader alone, where the octets end too early. */
export class CutOff extends Error {}

/** A place in octets. Every read moves it on. @throws CutOff where fewer octets are left than asked for. */
export class OctetCursor {
  #at = 0;
  readonly #octets: Uint8Array;
  readonly #view: DataView;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  }

  /** How many octets are left. */
  get left(): number {
    return this.#octets.length - this.#at;
  }

  #advance(count: number): number {
    if (count > this.left) throw new CutOff();
    const at = this.#at;
    this.#at += count;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  i16(): number {
    return this.#view.getInt16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), true);
  }

  f32(): number {
    return this.#view.getFloat32(this.#advance(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }

  /** @returns the next octets, not copied. */
  take(count: number): Uint8Array {
    const at = this.#advance(count);
    return this.#octets.subarray(at, at + count);
  }

  /** Goes over octets that fill up to a multiple of four; at the end they may be missing. */
  pad(count: number): void {
    this.#at += Math.min((4 - (count % 4)) % 4, this.left);
  }
}
