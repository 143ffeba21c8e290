// The port through which the core gets text out of octets, and the charsets it knows by itself.

import { charset } from '../registry/charsets.ts';
import { decodeLatin1, decodeUtf8 } from './body/octets.ts';
import type { HostEncoding } from './body/octets.ts';
import { decodeUtf7 } from './utf7.ts';

/** Turns octets into text. Hosts bring one; `basicCharsets` serves where there is none. */
export interface CharsetDecoder {
  /**
   * The text of `octets` in `charset`, a label in any case.
   * @returns undefined for a charset that is not known; faulty octets become U+FFFD, never an error.
   */
  decode(charset: string, octets: Uint8Array): string | undefined;
}

/** What text is decoded with: the host's charsets, and how the host made the document's text from its octets. */
export interface Decoding {
  readonly charsets: CharsetDecoder;
  readonly host: HostEncoding;
}

/** A charset's label for comparison: its registered name where it is known, in lower case, without quotes around it. */
export function normalizeCharset(label: string): string {
  // A label is one word; what is longer is no label, and not worth the search.
  const plain = label.length > MAX_LABEL ? label : label.replace(/^[\s"']+|[\s"']+$/g, '').toLowerCase();
  return charset(plain)?.name.toLowerCase() ?? plain;
}

/** US-ASCII, ISO-8859-1, UTF-8 and UTF-7. */
export const basicCharsets: CharsetDecoder = {
  decode(label, octets) {
    return decoders.get(normalizeCharset(label))?.(octets);
  },
};

/** What is used where nothing better is given: the basic charsets over a document of valid UTF-8. */
export const basicDecoding: Decoding = { charsets: basicCharsets, host: 'utf-8' };

/**
 * The text of octets whose charset is not declared or not known: UTF-8 where they are that, else Windows-1252 or
 * what of it the decoder has.
 */
export function guessText(octets: Uint8Array, charsets: CharsetDecoder): string {
  return decodeUtf8(octets, true) ?? charsets.decode('windows-1252', octets) ?? decodeLatin1(octets);
}

const decoders = new Map<string, (octets: Uint8Array) => string>([
  ['us-ascii', decodeLatin1],
  ['iso-8859-1', decodeLatin1],
  ['utf-8', decodeUtf8],
  ['utf-7', decodeUtf7],
]);

const MAX_LABEL = 100;
