// The directory of a compound file: one entry for each stream and storage (MS-CFB 2.6).

import { OctetCursor } from '../mapi/octetCursor.ts';
import { withoutEnd } from '../mapi/values.ts';

/** One entry, as it stands there. */
export interface DirectoryEntry {
  /** In lower case: names are compared without case (MS-CFB 2.6.4). */
  readonly name: string;
  readonly type: number;
  /** Entries in the same storage, and the first one inside, by number. */
  readonly left: number;
  readonly right: number;
  readonly child: number;
  /** The first sector of the stream. */
  readonly start: number;
  /** Octets of the stream. */
  readonly size: number;
}

/** Types of entries that are used (MS-CFB 2.6.1). */
export const entryTypes = { storage: 1, stream: 2 } as const;

/** Stands for no entry (MS-CFB 2.6.1). */
export const noEntry = 0xff_ff_ff_ff;

const entryOctets = 128;
const nameOctets = 64;

/** @param version 3 or 4: of the size, version 3 has 32 bits, and other octets behind them (MS-CFB 2.6.1). */
export function readDirectory(octets: Uint8Array, version: number): DirectoryEntry[] {
  const decoder = new TextDecoder('utf-16le');
  return Array.from({ length: Math.floor(octets.length / entryOctets) }, (_, index) => {
    const cursor = new OctetCursor(octets.subarray(index * entryOctets, (index + 1) * entryOctets));
    const name = withoutEnd(decoder.decode(cursor.take(nameOctets))).toLowerCase();
    cursor.take(2);
    const type = cursor.u8();
    cursor.take(1);
    const [left, right, child] = [cursor.u32(), cursor.u32(), cursor.u32()];
    // An identifier of a class, flags, and two times.
    cursor.take(36);
    const start = cursor.u32();
    const [low, high] = [cursor.u32(), cursor.u32()];
    return { name, type, left, right, child, start, size: version === 3 ? low : low + high * 2 ** 32 };
  });
}
