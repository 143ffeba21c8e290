// What a body holds once its transfer encoding is undone: octets, text, and how many octets.

import type { Decoding } from '../charsets.ts';
import { guessText } from '../charsets.ts';
import type { Part } from '../part.ts';
import { decodedParameter } from '../views/parameters.ts';
import { base64Faults } from './base64Faults.ts';
import { decodeBase64 } from './base64.ts';
import { concatOctets, hostOctetLength, hostOctets } from './octets.ts';
import type { HostEncoding } from './octets.ts';
import { ownText } from './ownText.ts';
import { bodyPieces } from './pieces.ts';
import type { BodyPiece } from './pieces.ts';
import {
  decodeQuotedPrintable,
  quotedOpenEnd,
  quotedPrintableLength,
  quotedPrintableText,
} from './quotedPrintable.ts';
import { contentLines, decodeUuencode, encodedFiles } from './uuencode.ts';

/** The transfer encodings a body can be read by. */
export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'uuencode';

/** How a part's body is encoded. A multipart or a message has no encoding but an identity one (RFC 2045 6.4). */
export function transferEncodingOf(part: Part): TransferEncoding {
  if (part.multipart) return 'identity';
  return ENCODINGS.get(part.transferEncoding) ?? 'identity';
}

/**
 * The octets of a part's body, its transfer encoding undone. Line ends are those of the document's file.
 * @param limit about how many UTF-16 units of the encoded body are read at most; the whole body where left out.
 */
export function bodyOctets(part: Part, host: HostEncoding, limit = Infinity): Uint8Array {
  switch (transferEncodingOf(part)) {
    case 'base64':
      return decodeBase64(texts(part, limit)).octets;
    case 'quoted-printable':
      return concatOctets(
        [...wholeLines(texts(part, limit))].map((text) => decodeQuotedPrintable(text, host)),
      );
    case 'uuencode':
      return uuencodedOctets(part);
    case 'identity':
      return concatOctets([...texts(part, limit)].map((text) => hostOctets(text, host)));
  }
}

/** The octets of a quoted-printable body that is ASCII as written, one character each; `limit` as in `bodyOctets`. */
export function quotedBodyText(part: Part, limit: number): string {
  return [...wholeLines(texts(part, limit))].map(quotedPrintableText).join('');
}

/** How many octets a part's body decodes to, found without decoding it. */
export function decodedOctets(part: Part, host: HostEncoding): number {
  switch (transferEncodingOf(part)) {
    case 'base64':
      return base64Faults(part).decodedOctets;
    case 'quoted-printable':
      return quotedOctets(part, host);
    case 'uuencode':
      return uuencodedOctets(part).length;
    case 'identity':
      return sum(
        Array.from(bodyPieces(part), ({ segment, text }) =>
          segment.recall(hostOctetLength, host, () => hostOctetLength(text, host)),
        ),
      );
  }
}

function quotedOctets(part: Part, host: HostEncoding): number {
  let octets = 0;
  let open = '';
  for (const { segment, text } of ownText(part).pieces()) {
    const before = open;
    const found = segment.recall(quotedPrintableLength, `${host}${before}`, () => {
      const whole = before + text;
      const rest = /[\r\n]$/.test(text) ? '' : quotedOpenEnd(whole);
      const length = quotedPrintableLength(whole.slice(0, whole.length - rest.length), host);
      return { length, rest };
    });
    octets += found.length;
    open = found.rest;
  }
  return octets + quotedPrintableLength(open, host);
}

/** A part's body as text. */
export interface BodyText {
  readonly text: string;
  /** The charset it was decoded by; undefined where none was declared, or the declared one is not known. */
  readonly charset: string | undefined;
}

/**
 * The text of a part's body by its declared charset; by UTF-8 or Windows-1252, whatever fits, where none is declared
 * or known. Line ends are those of the document.
 */
export function bodyText(part: Part, decoding: Decoding, limit = Infinity): BodyText {
  const octets = bodyOctets(part, decoding.host, limit);
  const charset = charsetOf(part, decoding);
  // RFC 2046 4.1.2: US-ASCII is the default; octets beyond it were written by something that did not say what.
  const plain = charset === undefined || ASCII.test(charset);
  const text = plain ? undefined : decoding.charsets.decode(charset, octets);
  return {
    text: text ?? guessText(octets, decoding.charsets),
    charset: plain || text !== undefined ? charset : undefined,
  };
}

/** The charset parameter of a part's Content-Type, as written. */
export function charsetOf(part: Part, decoding: Decoding): string | undefined {
  const field = part.mediaType.field;
  const charset = field && decodedParameter(field, 'charset', decoding)?.trim();
  return charset === '' ? undefined : charset;
}

function* texts(part: Part, limit = Infinity): Generator<string> {
  let left = limit;
  for (const piece of bodyPieces(part)) {
    if (left <= 0) return;
    yield piece.text.length > left ? piece.text.slice(0, left) : piece.text;
    left -= piece.text.length;
  }
}

/** Puts pieces together so that each ends behind a line end, and few are small. */
function* wholeLines(pieces: Iterable<BodyPiece['text']>): Generator<string> {
  let open: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    open.push(piece);
    length += piece.length;
    if (length < ENOUGH || !piece.endsWith('\n')) continue;
    yield open.join('');
    open = [];
    length = 0;
  }
  if (open.length > 0) yield open.join('');
}

function uuencodedOctets(part: Part): Uint8Array {
  const [file] = encodedFiles(part);
  return file?.encoding === 'uuencode'
    ? decodeUuencode(contentLines(part, file.dataFrom, file.dataTo))
    : decodeUuencode(contentLines(part, part.bodyFrom, part.bodyTo));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

const ENCODINGS = new Map<string, TransferEncoding>([
  ['base64', 'base64'],
  ['quoted-printable', 'quoted-printable'],
  ['x-uuencode', 'uuencode'],
  ['uuencode', 'uuencode'],
  ['x-uue', 'uuencode'],
  ['uue', 'uuencode'],
]);
const ASCII = /^(?:us-?ascii|ascii|ansi_x3\.4-1968)$/i;
const ENOUGH = 65_536;
