// The octets of an encoded body piece by piece, each as one character; what a piece leaves open goes to the next.

import type { Part } from '../part.ts';
import { NO_GROUP, decodeBase64Piece, lastOctets } from './base64.ts';
import type { Base64Group } from './base64.ts';
import { decodeLatin1 } from './octets.ts';
import { quotedOffset, quotedOpenEnd, quotedPrintableText } from './quotedPrintable.ts';
import { transferEncodingOf } from './bodyText.ts';

/** What a piece decodes to, and how the next one goes on. */
export interface DecodedPiece {
  readonly octets: string;
  readonly next: Decoder;
  /** Where an octet stands in the piece, or how far in front of it; known but for base64. */
  readonly place: (index: number) => number;
}

/** Decodes the pieces of a body, one after the other. */
export interface Decoder {
  /** Equal for decoders that go on alike. */
  readonly key: string;
  /** @param endsLine true where the piece ends behind a line end. */
  piece(text: string, endsLine: boolean): DecodedPiece;
  /** What is left behind the last piece. */
  finish(): string;
}

/**
 * What decodes a body from its start. A body that is not encoded gives its text as it is; one that is
 * quoted-printable must be ASCII as written.
 */
export function decoderOf(part: Part): Decoder {
  switch (transferEncodingOf(part)) {
    case 'base64':
      return base64Decoder(NO_GROUP);
    case 'quoted-printable':
      return quotedDecoder('');
    case 'uuencode':
    case 'identity':
      return PLAIN_DECODER;
  }
}

/** Gives a text as it is. */
export const PLAIN_DECODER: Decoder = {
  key: '',
  piece: (octets) => ({ octets, next: PLAIN_DECODER, place: (index) => index }),
  finish: () => '',
};

function base64Decoder(group: Base64Group): Decoder {
  return {
    key: Object.values(group).join(),
    piece(text) {
      const decoded = decodeBase64Piece(text, group);
      return { octets: decodeLatin1(decoded.octets), next: base64Decoder(decoded.group), place: () => 0 };
    },
    finish: () => decodeLatin1(lastOctets(group)),
  };
}

function quotedDecoder(open: string): Decoder {
  return {
    key: open,
    piece(text, endsLine) {
      const whole = open + text;
      const rest = endsLine ? '' : quotedOpenEnd(whole);
      const decided = whole.slice(0, whole.length - rest.length);
      return {
        octets: quotedPrintableText(decided),
        next: quotedDecoder(rest),
        place: (index) => quotedOffset(decided, index) - open.length,
      };
    },
    finish: () => quotedPrintableText(open),
  };
}
