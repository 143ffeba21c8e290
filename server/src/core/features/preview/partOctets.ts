// The octets of a part piece by piece, so that other work can come in between: a large one takes a while.

import { NO_GROUP, decodeBase64Piece, lastOctets } from '../../message/body/base64.ts';
import { base64Reading } from '../../message/body/base64Faults.ts';
import type { BodyFaultCode, BodyFaults } from '../../message/body/bodyFaults.ts';
import { bodyOctets, transferEncodingOf } from '../../message/body/bodyText.ts';
import { concatOctets, hostOctets } from '../../message/body/octets.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import { bodyPieces } from '../../message/body/pieces.ts';
import { decodeQuotedPrintable, quotedOpenEnd } from '../../message/body/quotedPrintable.ts';
import type { Part } from '../../message/part.ts';
import { transferEncoding } from '../../registry/transferEncodings.ts';
import type { Steps } from '../../transcript/steps.ts';
import { oneLine } from '../markdown.ts';
import { count } from '../words.ts';

/** The content of a part, its transfer encoding undone. */
export interface PartOctets {
  readonly octets: Uint8Array;
  /** What departs from the transfer encoding, in sentences. */
  readonly faults: readonly string[];
}

/** Decodes a part; the same as `bodyOctets`. */
export function* partOctets(part: Part, host: HostEncoding): Steps<PartOctets> {
  const pieces: Uint8Array[] = [];
  switch (transferEncodingOf(part)) {
    case 'base64': {
      let group = NO_GROUP;
      for (const { text } of bodyPieces(part)) {
        const decoded = decodeBase64Piece(text, group);
        pieces.push(decoded.octets);
        ({ group } = decoded);
        if (group.ended) break;
        yield;
      }
      pieces.push(lastOctets(group));
      break;
    }
    case 'quoted-printable': {
      let open = '';
      for (const { text } of bodyPieces(part)) {
        const whole = open + text;
        open = /[\r\n]$/.test(text) ? '' : quotedOpenEnd(whole);
        pieces.push(decodeQuotedPrintable(whole.slice(0, whole.length - open.length), host));
        yield;
      }
      pieces.push(decodeQuotedPrintable(open, host));
      break;
    }
    case 'identity':
      for (const { text } of bodyPieces(part)) {
        pieces.push(hostOctets(text, host));
        yield;
      }
      break;
    case 'uuencode':
      pieces.push(bodyOctets(part, host));
  }
  return { octets: concatOctets(pieces), faults: yield* transferFaults(part) };
}

function* transferFaults(part: Part): Steps<readonly string[]> {
  const { transferEncoding: name } = part;
  const encoding = transferEncodingOf(part);
  if (part.multipart || (encoding === 'identity' && IDENTITY.has(name))) return [];
  if (encoding === 'identity') {
    const what = transferEncoding(name) ? 'cannot be decoded here' : 'is not known';
    return [
      `The transfer encoding "${oneLine(name, MAX_LABEL)}" ${what}: the content is shown as it stands.`,
    ];
  }
  if (encoding !== 'base64') return [];
  while (!base64Reading.ahead(part, always)) yield;
  return base64Words(base64Reading.of(part));
}

function base64Words({ counts }: BodyFaults): readonly string[] {
  return FAULTS.flatMap(([code, words]) => {
    const found = counts[code] ?? 0;
    return found > 0 ? [words(found)] : [];
  });
}

const always = (): boolean => true;
const IDENTITY = new Set(['7bit', '8bit', 'binary']);
/** What makes what is decoded another thing than what was sent. */
const FAULTS: readonly (readonly [code: BodyFaultCode, words: (number: number) => string])[] = [
  [
    'base64-character',
    (number) =>
      number === 1
        ? 'Characters in it are no base64 and were skipped.'
        : `Characters in ${count(number, 'place')} of it are no base64 and were skipped.`,
  ],
  ['base64-length', () => 'The base64 ends in the middle: the last octets are missing.'],
  ['base64-text-after', () => 'Text stands behind the end of the base64 and was left out.'],
];
const MAX_LABEL = 60;
