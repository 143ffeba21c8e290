// The port through which the core gets text out of octets, and the charsets it knows by itself.

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

/** A charset's label for comparison: lower case, no quotes or white space around it. */
export function normalizeCharset(label: string): string {
  const plain = label.replace(/^[\s"']+|[\s"']+$/g, '').toLowerCase();
  return SPELLINGS.get(plain) ?? plain;
}

/** US-ASCII, ISO-8859-1, UTF-8 and UTF-7. */
export const basicCharsets: CharsetDecoder = {
  decode(charset, octets) {
    return decoders.get(normalizeCharset(charset))?.(octets);
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

/** Spellings met in mail for the charsets above, and labels that say nothing. */
const SPELLINGS = new Map([
  ['ascii', 'us-ascii'],
  ['ansi_x3.4-1968', 'us-ascii'],
  ['iso646-us', 'us-ascii'],
  ['latin1', 'iso-8859-1'],
  ['latin-1', 'iso-8859-1'],
  ['iso8859-1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['utf8', 'utf-8'],
  ['utf-8-sig', 'utf-8'],
  ['unicode-1-1-utf-8', 'utf-8'],
  ['utf7', 'utf-7'],
  ['unicode-1-1-utf-7', 'utf-7'],
  ['x-unicode-2-0-utf-7', 'utf-7'],
]);
