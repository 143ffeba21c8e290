// The octets of attachments, without their transfer encoding (RFC 2045 6).

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';

/** What of a part its octets are found by: offsets into the octets of the message. */
export type EncodedPart = Pick<ParsedPart, 'bodyFrom' | 'bodyTo' | 'encoding'>;

/** The parts that are files: with a name, or meant to be saved. Not what only holds other parts. */
export function attachmentsOf<P extends Pick<ParsedPart, 'disposition' | 'filename' | 'type'>>(
  parts: readonly P[],
): readonly P[] {
  return parts.filter(
    ({ disposition, filename, type }) =>
      !type.startsWith('multipart/') && (disposition === 'attachment' || filename !== null),
  );
}

/** What a part says, decoded as well as it can be: what is no base64 in base64 is left out, as mail programs do. */
export function decodedOctets(message: Uint8Array, { bodyFrom, bodyTo, encoding }: EncodedPart): Uint8Array {
  const body = message.subarray(bodyFrom, bodyTo);
  switch (encoding.toLowerCase()) {
    case 'base64':
      return fromBase64(oneCharacterAnOctet(body));
    case 'quoted-printable':
      return toOctets(fromQuotedPrintable(oneCharacterAnOctet(body)));
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return fromUuencode(oneCharacterAnOctet(body));
    default:
      return body.slice();
  }
}

/** Octets as a text whose offsets are those of the octets. */
export function oneCharacterAnOctet(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < octets.length; at += PIECE) {
    pieces.push(String.fromCharCode(...octets.subarray(at, at + PIECE)));
  }
  return pieces.join('');
}

function fromBase64(text: string): Uint8Array {
  // RFC 2045 6.8: characters outside the alphabet are ignored, and padding ends the data.
  const digits = text.replace(/=[^]*$/, '').replace(/[^A-Za-z0-9+/]+/g, '');
  // One digit alone says nothing.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return toOctets(atob(whole));
}

function fromQuotedPrintable(text: string): string {
  return text
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=$/, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function fromUuencode(text: string): Uint8Array {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line));
  const octets: number[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (/^end\s*$/.test(line)) break;
    const length = (line.charCodeAt(0) - 32) & 63;
    const data: number[] = [];
    for (let at = 1; data.length < length && at < line.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
        (index) => ((line.charCodeAt(at + index) || 32) - 32) & 63,
      );
      data.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    for (const octet of data.slice(0, length)) octets.push(octet);
  }
  return Uint8Array.from(octets);
}

function toOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at);
  return octets;
}

const PIECE = 8192;
