// Hovers of a part: on its delimiter line, its Content-Type and its body.

import { bodyText, transferEncodingOf } from '../../message/body/bodyText.ts';
import type { Decoding } from '../../message/charsets.ts';
import type { Delimiter, Part } from '../../message/part.ts';
import { partSummary } from '../../message/summary.ts';
import type { TextRange } from '../../text/range.ts';
import { codeBlock, inlineCode } from '../markdown.ts';
import { count, sizeText } from '../words.ts';
import { facts, hoverOf } from './hoverTypes.ts';
import type { Hover } from './hoverTypes.ts';
import { mediaTypeText } from './mediaTypeText.ts';

/** A delimiter line: the part it starts, or the multipart it ends. */
export function delimiterHover(multipart: Part, delimiter: Delimiter, decoding: Decoding): Hover | undefined {
  const range = { from: delimiter.line, to: delimiter.boundaryTo + (delimiter.close ? 2 : 0) };
  if (delimiter.close) {
    const parts = count(multipart.children.length, 'part');
    return hoverOf(range, `Ends ${inlineCode(multipart.mediaType.name)} with ${parts}`);
  }
  // Each delimiter line but the closing one opens the child of the same number.
  const number = multipart.multipart?.delimiters.indexOf(delimiter) ?? -1;
  const part = multipart.children[number];
  return (
    part &&
    partHover(part, range, decoding, `Part ${String(number + 1)} of ${String(multipart.children.length)}`)
  );
}

/** A body: what it is, and how it begins once decoded where that is text. */
export function bodyHover(part: Part, line: TextRange, decoding: Decoding): Hover {
  return partHover(part, line, decoding, undefined);
}

function partHover(part: Part, range: TextRange, decoding: Decoding, place: string | undefined): Hover {
  const { name } = part.mediaType;
  return hoverOf(
    range,
    `**${inlineCode(name)}** ${mediaTypeText(name)}`,
    facts(place, ...partFacts(part, decoding)),
    preview(part, decoding),
  );
}

/** File name, size, encoding, charset, disposition and number of parts, as far as the part has them. */
export function partFacts(part: Part, decoding: Decoding): readonly (string | undefined)[] {
  const { filename, encoding, charset, disposition, decodedOctets } = partSummary(part, decoding);
  const parts = part.multipart ? count(part.children.length, 'part') : undefined;
  const exact = decodedOctets < 1024 ? '' : ` (${count(decodedOctets, 'byte')})`;
  return [
    filename === null ? undefined : `File name ${inlineCode(filename)}`,
    parts,
    part.multipart ? undefined : `Size ${sizeText(decodedOctets)}${exact}`,
    `Encoding ${inlineCode(encoding)}`,
    charset === null ? undefined : `Charset ${inlineCode(charset)}`,
    disposition === null ? undefined : `Disposition ${inlineCode(disposition)}`,
    part.mediaType.field ? undefined : 'No readable Content-Type: this is the default of the place',
  ];
}

/** The first lines of a text that the transfer encoding hides. */
function preview(part: Part, decoding: Decoding): string | undefined {
  if (part.mediaType.type !== 'text' || transferEncodingOf(part) === 'identity') return undefined;
  const { text } = bodyText(part, decoding, PREVIEW_SOURCE);
  return text === ''
    ? undefined
    : codeBlock(text.split(/\r\n|\r|\n/, PREVIEW_LINES).join('\n'), PREVIEW_LENGTH);
}

const PREVIEW_SOURCE = 4000;
const PREVIEW_LINES = 12;
const PREVIEW_LENGTH = 1000;
