// TNEF streams for tests (MS-OXTNEF).

import { ascii, join, padded, u16, u32, u8, utf16 } from './octets.ts';

/** An attribute with its checksum. @param id with its type, as 0x00018004. */
export function attribute(id: number, octets: Uint8Array): Uint8Array {
  const sum = octets.reduce((total, octet) => (total + octet) & 0xff_ff, 0);
  return join(u8(1), u32(id), u32(octets.length), octets, u16(sum));
}

/** A stream of attributes. */
export const tnef = (...attributes: readonly Uint8Array[]): Uint8Array =>
  join(u32(0x22_3e_9f_78), u16(1), ...attributes);

/** A list of properties. */
export const list = (...entries: readonly Uint8Array[]): Uint8Array => join(u32(entries.length), ...entries);

export const textProperty = (id: number, text: string): Uint8Array => {
  const octets = utf16(`${text}\0`);
  return join(u16(0x00_1f), u16(id), u32(1), u32(octets.length), padded(octets));
};

export const string8Property = (id: number, octets: Uint8Array): Uint8Array =>
  join(u16(0x00_1e), u16(id), u32(1), u32(octets.length), padded(octets));

export const numberProperty = (id: number, value: number): Uint8Array =>
  join(u16(0x00_03), u16(id), u32(value));

export const binaryProperty = (id: number, octets: Uint8Array, type = 0x01_02): Uint8Array =>
  join(u16(type), u16(id), u32(1), u32(octets.length), padded(octets));

/** A property with a name of words, in the set of public strings. */
export const namedProperty = (name: string, text: string): Uint8Array => {
  const word = utf16(`${name}\0`);
  const octets = utf16(`${text}\0`);
  const set = join(u32(0x00_02_03_29), u16(0), u16(0), Uint8Array.of(0xc0, 0, 0, 0, 0, 0, 0, 0x46));
  return join(
    u16(0x00_1f),
    u16(0x80_00),
    set,
    u32(1),
    u32(word.length),
    padded(word),
    u32(1),
    u32(octets.length),
    padded(octets),
  );
};

export const zeroEnded = (text: string): Uint8Array => ascii(`${text}\0`);
