// The octets of a text whose transfer encoding says exactly what they are, for rules about charsets.

import { bodyOctets, quotedBodyText, transferEncodingOf } from '../../message/body/bodyText.ts';
import { decodeLatin1 } from '../../message/body/octets.ts';
import type { Part } from '../../message/part.ts';
import { bodyFacts } from '../../message/body/facts.ts';
import { MAX_BODY } from './ownBody.ts';

/**
 * The octets of a quoted-printable or base64 text, one character each; of a long text the first. Undefined for other
 * parts, whose octets only the host knows.
 */
export function textOctets(part: Part): string | undefined {
  if (cache.has(part)) return cache.get(part);
  const octets = read(part);
  cache.set(part, octets);
  return octets;
}

const cache = new WeakMap<Part, string | undefined>();

function read(part: Part): string | undefined {
  const encoding = transferEncodingOf(part);
  if (part.mediaType.type !== 'text' || (encoding !== 'base64' && encoding !== 'quoted-printable')) {
    return undefined;
  }
  if (bodyFacts(part).nonAscii.count > 0) return undefined;
  const octets =
    encoding === 'base64'
      ? decodeLatin1(bodyOctets(part, 'utf-8', MAX_BODY))
      : quotedBodyText(part, MAX_BODY);
  let to = octets.length;
  // A text that is cut short must not end inside a character.
  if (part.bodyTo - part.bodyFrom > MAX_BODY) while (to > 0 && octets.charCodeAt(to - 1) > 0x7f) to--;
  return octets.slice(0, to);
}

/** Where the first octets stand that are no UTF-8 (RFC 3629 3, 4), and how many; undefined where all are. */
export function firstNotUtf8(octets: string): { at: number; length: number } | undefined {
  NOT_ASCII.lastIndex = 0;
  for (let run = NOT_ASCII.exec(octets); run; run = NOT_ASCII.exec(octets)) {
    const good = WELL_FORMED.exec(run[0])?.[0].length ?? 0;
    if (good < run[0].length) return { at: run.index + good, length: run[0].length - good };
  }
  return undefined;
}

/** True where the octets are UTF-8 and hold characters beyond ASCII. */
export function isUtf8Text(octets: string): boolean {
  return /[\x80-\xff]/.test(octets) && firstNotUtf8(octets) === undefined;
}

const NOT_ASCII = /[\x80-\xff]+/g;
const WELL_FORMED =
  /^(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*/;
