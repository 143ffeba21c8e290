// Values of MAPI properties as octets (MS-OXCDATA 2.11.1), the same in `.msg` files and in TNEF.

import { decodeCodePage } from './codePages.ts';
import type { MapiValue } from './mapiObject.ts';
import { OctetCursor } from './octetCursor.ts';
import { valueTypes } from './properties.ts';

/** Ticks of 100 ns from 1601 to 1970 (MS-DTYP 2.3.3). */
const ticksBefore1970 = 116_444_736_000_000_000n;

/** @param ticks of 100 ns since 1601. @returns milliseconds since 1970. */
function fromFileTime(ticks: bigint): number {
  return Number((ticks - ticksBefore1970) / 10_000n);
}

/** @returns sixteen octets as the text of a GUID (MS-DTYP 2.3.4.2), in lower case. */
export function guid(octets: Uint8Array): string {
  const hex = [...octets].map((octet) => octet.toString(16).padStart(2, '0'));
  const group = (...places: number[]): string => places.map((place) => hex[place] ?? '00').join('');
  return [group(3, 2, 1, 0), group(5, 4), group(7, 6), group(8, 9), group(10, 11, 12, 13, 14, 15)].join('-');
}

/** @returns text without the NUL that ends it, and what stands behind. */
export function withoutEnd(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Values of a fixed size: how many octets, and how they are read. */
const fixed: Readonly<Record<number, readonly [size: number, read: (cursor: OctetCursor) => MapiValue]>> = {
  [valueTypes.integer16]: [2, (cursor) => cursor.i16()],
  [valueTypes.integer32]: [4, (cursor) => cursor.i32()],
  [valueTypes.floating32]: [4, (cursor) => cursor.f32()],
  [valueTypes.floating64]: [8, (cursor) => cursor.f64()],
  [valueTypes.currency]: [8, (cursor) => cursor.i64()],
  [valueTypes.floatingTime]: [8, (cursor) => cursor.f64()],
  [valueTypes.errorCode]: [4, (cursor) => cursor.u32()],
  [valueTypes.boolean]: [2, (cursor) => cursor.u16() !== 0],
  [valueTypes.integer64]: [8, (cursor) => cursor.i64()],
  [valueTypes.time]: [8, (cursor) => ({ time: fromFileTime(cursor.i64()) })],
};

/** Values that are as long as they are. A GUID is counted in a `.msg` file and not in TNEF. */
const counted: Readonly<Record<number, (octets: Uint8Array, codePage: number) => MapiValue>> = {
  [valueTypes.string8]: (octets, codePage) => withoutEnd(decodeCodePage(octets, codePage)),
  [valueTypes.string]: (octets) => withoutEnd(new TextDecoder('utf-16le').decode(octets)),
  [valueTypes.binary]: (octets) => octets,
  [valueTypes.object]: (octets) => octets,
  [valueTypes.guid]: guid,
};

/** @returns the octets of a value of this type; undefined where they are counted. */
export function fixedSize(type: number): number | undefined {
  return fixed[type]?.[0];
}

/** @returns whether values of this type are as long as they are. */
export function isCounted(type: number): boolean {
  return counted[type] !== undefined;
}

/**
 * @param octets of the value alone.
 * @param codePage of text that is not Unicode.
 * @returns the value; undefined where the type is unknown.
 * @throws CutOff where there are too few octets.
 */
export function readValue(octets: Uint8Array, type: number, codePage: number): MapiValue | undefined {
  return counted[type]?.(octets, codePage) ?? fixed[type]?.[1](new OctetCursor(octets));
}
