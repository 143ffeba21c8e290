// How large a part is, without reading a large one.

import { decodedOctets, transferEncodingOf } from '../../message/body/bodyText.ts';
import { hostOctetLength } from '../../message/body/octets.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import type { Part } from '../../message/part.ts';
import type { PartSize } from './previewTypes.ts';

/** The size of a part's body: counted where it is small, else told by its first lines and its end. */
export function partSize(part: Part, host: HostEncoding): PartSize {
  const length = part.bodyTo - part.bodyFrom;
  if (length > MAX_COUNTED) {
    return { encoded: length, decoded: estimated(part, length), exact: false };
  }
  const encoded = part.lens.identity
    ? hostOctetLength(part.lens.snapshot.slice(part.bodyFrom, part.bodyTo), host)
    : length;
  return { encoded, decoded: decodedOctets(part, host), exact: true };
}

/** What lines like the first ones decode to. */
function estimated(part: Part, length: number): number {
  const { snapshot } = part.lens;
  const sample = snapshot.slice(part.bodyFrom, part.bodyFrom + SAMPLE);
  const lineEnds = sample.match(/\r\n|\r|\n/g)?.join('').length ?? 0;
  switch (transferEncodingOf(part)) {
    case 'base64': {
      const [line = ''] = /^[^\r\n]*(?:\r\n|[\r\n])?/.exec(sample) ?? [];
      const width = line.trimEnd().length;
      const end = snapshot.slice(part.bodyTo - SAMPLE_END, part.bodyTo);
      const padding = /(={0,2})\s*$/.exec(end)?.[1]?.length ?? 0;
      const own = length - (/\s*$/.exec(end)?.[0].length ?? 0);
      // Every line but the last is as long as the first.
      const digits = own - Math.floor((own - 1) / Math.max(1, line.length)) * (line.length - width);
      return Math.max(0, Math.floor((digits * 3) / 4) - padding);
    }
    case 'uuencode':
      return Math.round(length * ((sample.length - lineEnds) / sample.length) * UUENCODED);
    case 'quoted-printable': {
      const escapes = sample.match(/=[\dA-F]{2}/gi)?.length ?? 0;
      const soft = sample.match(/=(?:\r\n|[\r\n])/g)?.join('').length ?? 0;
      return Math.round(length * ((sample.length - 2 * escapes - soft) / sample.length));
    }
    case 'identity':
      return length;
  }
}

/** UTF-16 units. */
const MAX_COUNTED = 262_144;
const SAMPLE = 8192;
const SAMPLE_END = 200;
/** 60 characters and a count stand for 45 octets. */
const UUENCODED = 45 / 61;
