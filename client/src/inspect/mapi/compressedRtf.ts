// Compressed RTF, as property stores hold it (MS-OXRTFCP).

import { OctetCursor } from './octetCursor.ts';

const headerOctets = 16;
/** The two marks behind both sizes: `LZFu`, `MELA`. */
const compressed = 0x75_46_5a_4c;
const uncompressed = 0x41_4c_45_4d;
const dictionaryOctets = 4096;
/** What the dictionary holds at first (MS-OXRTFCP 2.1.3.1). */
const initial = new TextEncoder().encode(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
    'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
);
/** Of eight references in seventeen octets, each becomes seventeen octets: no stream grows more. */
const mostGrowth = 8;

/** @returns what the octets behind the header become, up to `size` octets. */
function expand(cursor: OctetCursor, size: number): Uint8Array {
  const output = new Uint8Array(size);
  const dictionary = new Uint8Array(dictionaryOctets);
  dictionary.set(initial);
  let at = initial.length;
  let written = 0;
  const write = (octet: number): void => {
    if (written < size) output[written] = octet;
    written += 1;
    dictionary[at] = octet;
    at = (at + 1) % dictionaryOctets;
  };
  while (cursor.left > 0 && written < size) {
    const control = cursor.u8();
    for (let bit = 0; bit < 8 && cursor.left > 0 && written < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        write(cursor.u8());
        continue;
      }
      if (cursor.left < 2) return output.subarray(0, written);
      const reference = (cursor.u8() << 8) | cursor.u8();
      let from = reference >> 4;
      // MS-OXRTFCP 2.1.3.1.5: a reference to the place that is written next is the end.
      if (from === at) return output.subarray(0, written);
      for (let left = (reference & 15) + 2; left > 0; left -= 1) {
        write(dictionary[from] ?? 0);
        from = (from + 1) % dictionaryOctets;
      }
    }
  }
  return output.subarray(0, Math.min(written, size));
}

/**
 * @param most how many octets may come out.
 * @returns the RTF as far as it goes; undefined for what is not in this form, and where it would be too much.
 */
export function expandRtf(octets: Uint8Array, most: number): Uint8Array | undefined {
  if (octets.length <= headerOctets) return undefined;
  const cursor = new OctetCursor(octets);
  cursor.take(4);
  const size = cursor.u32();
  const kind = cursor.u32();
  cursor.take(4);
  if (size > most) return undefined;
  if (kind === uncompressed) return cursor.take(Math.min(size, cursor.left));
  return kind === compressed ? expand(cursor, Math.min(size, cursor.left * mostGrowth)) : undefined;
}
