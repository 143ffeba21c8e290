// Octets for tests, written little-endian.

/** Numbers and octets one behind the other. */
export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}

const number = (size: number, write: (view: DataView) => void): Uint8Array => {
  const octets = new Uint8Array(size);
  write(new DataView(octets.buffer));
  return octets;
};

export const u8 = (value: number): Uint8Array => Uint8Array.of(value);
export const u16 = (value: number): Uint8Array =>
  number(2, (view) => {
    view.setUint16(0, value, true);
  });
export const u32 = (value: number): Uint8Array =>
  number(4, (view) => {
    view.setUint32(0, value, true);
  });
export const u64 = (value: bigint): Uint8Array =>
  number(8, (view) => {
    view.setBigUint64(0, value, true);
  });
export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));

/** Filled up with zeros to a multiple of four. */
export const padded = (octets: Uint8Array): Uint8Array =>
  join(octets, new Uint8Array((4 - (octets.length % 4)) % 4));

/** A time as ticks of 100 ns since 1601. @param iso as `2024-11-19T09:00:00Z`. */
export const fileTime = (iso: string): bigint => BigInt(Date.parse(iso)) * 10_000n + 116_444_736_000_000_000n;
