// Quoted-printable written: a text encoded, and lines broken softly (RFC 2045 6.7).

import { encodeUtf8 } from '../../message/body/octets.ts';

/** A text as quoted-printable of its UTF-8 octets; line ends are `\n`. */
export function encodeQuotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const encoded = line.replace(UNSAFE, encodeCharacters).replace(/[ \t]$/, encodeCharacters);
      const points = softBreaks(encoded);
      return points
        .map((to, i) => encoded.slice(points[i - 1] ?? 0, to))
        .concat(encoded.slice(points.at(-1) ?? 0))
        .join('=\n');
    })
    .join('\n');
}

/** The octets of characters as `=XX`. */
export function encodeCharacters(text: string): string {
  return Array.from(
    encodeUtf8(text),
    (octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

/**
 * Where a line of quoted-printable is to be broken so that each piece, with the `=` of its soft line break, has at
 * most 76 characters; offsets into the line. An escape is not parted.
 */
export function softBreaks(line: string): number[] {
  const points: number[] = [];
  for (let from = 0; line.length - from > MAX_LINE;) {
    let to = from + MAX_LINE - 1;
    // An escape has three characters.
    const equals = line.lastIndexOf('=', to - 1);
    if (equals > from && equals > to - 3) to = equals;
    // Nor a character of two units, in a text that is not encoded yet.
    if (/[\udc00-\udfff]/.test(line.charAt(to))) to--;
    points.push(to);
    from = to;
  }
  return points;
}

const MAX_LINE = 76;
const UNSAFE = /[^\t -<>-~]+/g;
