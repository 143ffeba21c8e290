// The charsets that browsers do not have, by iconv-lite: a file of its own, loaded when the first such text is met.

import iconv from 'iconv-lite';
import type { CharsetDecoder } from '../core/message/charsets.ts';

/** DOS code pages, Macintosh and national charsets. */
export const iconvCharsets: CharsetDecoder = {
  decode(charset, octets) {
    if (!iconv.encodingExists(charset)) return undefined;
    return iconv.decode(Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength), charset);
  },
};
