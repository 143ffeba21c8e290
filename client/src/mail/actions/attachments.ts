// The octets of attachments, without their transfer encoding (RFC 2045 6).

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';
import { decoderOf } from './transferDecoder.ts';

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
  const decoder = decoderOf(encoding);
  const pieces = [decoder.push(message.subarray(bodyFrom, bodyTo)), decoder.end()];
  return joined(pieces.filter(({ length }) => length > 0));
}

/** Octets one behind the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
