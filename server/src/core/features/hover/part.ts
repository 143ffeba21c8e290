// Hovers of a part: on its delimiter line, its Content-Type and its body.

import { bodyOctets, bodyText, transferEncodingOf } from '../../message/body/bodyText.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import type { Decoding } from '../../message/charsets.ts';
import { MAGIC_OCTETS, magicType } from '../../message/magic.ts';
import type { Delimiter, Part } from '../../message/part.ts';
import { partSummary } from '../../message/summary.ts';
import type { PartSummary } from '../../message/summary.ts';
import type { TextRange } from '../../text/range.ts';
import { codeBlock, inlineCode } from '../markdown.ts';
import { count, sizeText } from '../words.ts';
import { facts, hoverOf } from './hoverTypes.ts';
import type { Hover, HoverPorts } from './hoverTypes.ts';
import { mediaTypeText } from './mediaTypeText.ts';

/** What the hovers of parts need. */
interface PartContext {
  readonly ports: HoverPorts;
  readonly decoding: Decoding;
}

/** A delimiter line: the part it starts, or the multipart it ends. */
export function delimiterHover(
  multipart: Part,
  delimiter: Delimiter,
  context: PartContext,
): Hover | undefined {
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
    partHover(part, range, context, `Part ${String(number + 1)} of ${String(multipart.children.length)}`)
  );
}

/** A body: what it is, and how it begins once decoded where that is text. */
export function bodyHover(part: Part, line: TextRange, context: PartContext): Hover {
  return partHover(part, line, context);
}

/** A part: its type, its facts, and what it shows. @param place the first fact: where it stands. */
export function partHover(
  part: Part,
  range: TextRange,
  { ports, decoding }: PartContext,
  place?: string,
): Hover {
  const { name } = part.mediaType;
  const leaf = part.children.length === 0 && !part.multipart;
  const summary = partSummary(part, decoding);
  const size = summary.decodedOctets;
  const magic = leaf ? magicOf(part, decoding) : undefined;
  return {
    ...hoverOf(
      range,
      `**${inlineCode(name)}** ${mediaTypeText(name)}`,
      facts(place, ...partFacts(part, summary), magic && magicFact(magic, name)),
      ports.pictures === true ? picture(part, decoding, magic?.type, size) : undefined,
      preview(part, decoding),
    ),
    octets: leaf && size > 0 && size <= MAX_HASHED ? () => bodyOctets(part, decoding.host) : undefined,
  };
}

/** File name, size, encoding, charset, disposition and number of parts, as far as the part has them. */
function partFacts(part: Part, summary: PartSummary): readonly (string | undefined)[] {
  const { filename, encoding, charset, disposition, decodedOctets } = summary;
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

type Magic = ReturnType<typeof magicType>;

/** The kind of file a body is by how it starts. A text that starts like a file by chance has no zero octet. */
function magicOf(part: Part, decoding: Decoding): Magic {
  const octets = bodyOctets(part, decoding.host, MAGIC_SOURCE);
  const magic = magicType(octets);
  const binary = octets.subarray(0, MAGIC_OCTETS).includes(0);
  return part.mediaType.type === 'text' && !binary && magic?.type.startsWith('text/') !== true
    ? undefined
    : magic;
}

function magicFact({ type, name }: NonNullable<Magic>, declared: string): string {
  return type === declared
    ? `The content starts like ${name}`
    : `The content starts like ${name}, ${inlineCode(type)}`;
}

/** A raster picture that is small; by its content, for only that is what would be drawn. */
function picture(part: Part, decoding: Decoding, type: string | undefined, size: number): string | undefined {
  if (type === undefined || !PICTURES.has(type) || size > MAX_PICTURE) return undefined;
  return `![](data:${type};base64,${encodeBase64(bodyOctets(part, decoding.host))})`;
}

/** The first lines of a text that its encoding or charset hides. */
function preview(part: Part, decoding: Decoding): string | undefined {
  if (part.mediaType.type !== 'text' || part.children.length > 0) return undefined;
  const { text } = bodyText(part, decoding, PREVIEW_SOURCE);
  if (text === '' || (transferEncodingOf(part) === 'identity' && stands(part, text))) return undefined;
  return codeBlock(text.split(/\r\n|\r|\n/, PREVIEW_LINES).join('\n'), PREVIEW_LENGTH);
}

/** Whether the document shows the text as it is read; line by line a prefix may stand in front of it. */
function stands({ lens, bodyFrom, bodyTo }: Part, text: string): boolean {
  const shown = lens.snapshot.slice(bodyFrom, Math.min(bodyTo, bodyFrom + 2 * PREVIEW_SOURCE));
  // The last character may be cut.
  const lines = text.replace(/\ufffd$/, '').split(/\r\n|\r|\n/, PREVIEW_LINES);
  return lines.every((line) => shown.includes(line));
}

const PREVIEW_SOURCE = 4000;
const PREVIEW_LINES = 12;
const PREVIEW_LENGTH = 1000;
/** Characters of a body that hold the first `MAGIC_OCTETS` in any encoding. */
const MAGIC_SOURCE = 4 * MAGIC_OCTETS;
/** Raster only: a drawing may hold scripts and addresses. */
const PICTURES = new Set(['image/png', 'image/gif', 'image/jpeg', 'image/webp']);
/** Octets: in base64, with the rest of the hover, below the 100,000 characters that VS Code shows. */
const MAX_PICTURE = 70_000;
/** Octets: what is hashed while somebody waits. */
const MAX_HASHED = 32 * 1024 * 1024;
