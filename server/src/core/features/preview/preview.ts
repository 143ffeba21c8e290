// A message as a person reads it: what is shown, of which parts it is made, what protects it. No body is decoded whole.

import type { Decoding } from '../../message/charsets.ts';
import { charsetOf } from '../../message/body/bodyText.ts';
import type { Part } from '../../message/part.ts';
import { isCut } from '../../message/structure.ts';
import { filenameOf } from '../../message/summary.ts';
import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { decodedParameters } from '../../message/views/parameters.ts';
import { oneLine } from '../markdown.ts';
import { count } from '../words.ts';
import { embeddedPart } from './embeddedFiles.ts';
import type { EmbeddedFile } from './embeddedFiles.ts';
import { carriedMessage } from './numberedParts.ts';
import type { NumberedPart, NumberedParts } from './numberedParts.ts';
import { partMagic } from './partMagic.ts';
import { partSize } from './partSize.ts';
import { previewSummary } from './previewSummary.ts';
import type { MessagePreview, PartUse, PreviewPart } from './previewTypes.ts';
import { protections } from './protection.ts';
import { contentIdOf, readerChoice } from './readerChoice.ts';

/** What a preview shows at first. Costs the headers and the first kilobytes of each part. */
export function messagePreview(
  message: Part,
  { parts, cut, tooDeep }: NumberedParts,
  files: readonly EmbeddedFile[],
  decoding: Decoding,
): MessagePreview {
  const bounds: string[] = [];
  if (cut) bounds.push(`The message has more than ${count(parts.length, 'part')}: the others are not shown.`);
  if (tooDeep) bounds.push('The message is nested very deeply: what stands deeper is not shown.');
  if (isCut(outermost(message))) {
    bounds.push('The message has more parts than are read: what follows stands in the last one as text.');
  }
  const summary = previewSummary(message, decoding, (name) => {
    bounds.push(`The field ${name} has more addresses than are shown.`);
  });
  const { bodies, uses } = readerChoice(parts, decoding);
  let looks = MAX_LOOKS;
  return {
    summary,
    parts: parts.flatMap((numbered) => {
      const isLeaf = !numbered.part.multipart && !carriedMessage(numbered.part);
      if (isLeaf) looks--;
      const use = uses.get(numbered.id) ?? 'attachment';
      return [
        previewPart(numbered, use, decoding, isLeaf && looks >= 0),
        ...files.filter(({ around }) => around === numbered).map((file) => embeddedPart(file, decoding.host)),
      ];
    }),
    bodies,
    protection: protections(parts, decoding),
    bounds,
    at: { from: message.from, to: message.to },
  };
}

function previewPart(
  { id, part, parent, depth }: NumberedPart,
  use: PartUse,
  decoding: Decoding,
  look: boolean,
): PreviewPart {
  const { mediaType, transferEncoding, from, bodyFrom, bodyTo } = part;
  const inner = carriedMessage(part);
  const shown = (name: string, holder = part): string | null => {
    const field = holder.field(name);
    return field ? oneLine(decodedValue(field, decoding), MAX_TEXT) : null;
  };
  const bounded = (text: string | undefined, limit = MAX_TEXT): string | null =>
    text === undefined ? null : text.slice(0, limit);
  return {
    id,
    parent: parent?.id ?? null,
    depth,
    use,
    type: mediaType.name.slice(0, MAX_TEXT),
    declared: mediaType.field !== undefined && says(mediaType.field.value, mediaType.name),
    parameters: parametersOf(part, decoding),
    charset: bounded(charsetOf(part, decoding)),
    name: bounded(filenameOf(part, decoding)),
    disposition: bounded(dispositionOf(part)?.type),
    contentId: bounded(contentIdOf(part)),
    location: bounded(part.field('content-location')?.value.replace(/\s+/g, ''), MAX_LOCATION),
    description: shown('content-description'),
    encoding: transferEncoding.slice(0, MAX_TEXT),
    size: partSize(part, decoding.host),
    magic: look ? partMagic(part, decoding.host) : null,
    subject: inner ? shown('subject', inner) : null,
    header: { from, to: bodyFrom },
    body: { from: bodyFrom, to: bodyTo },
  };
}

function parametersOf({ mediaType: { field } }: Part, decoding: Decoding): Readonly<Record<string, string>> {
  if (!field) return {};
  return Object.fromEntries(
    decodedParameters(field, decoding)
      .slice(0, MAX_PARAMETERS)
      .map(({ name, value }) => [name.slice(0, MAX_TEXT), value.slice(0, MAX_TEXT)]),
  );
}

/** What cannot be read is taken for text/plain. */
function says(value: string, type: string): boolean {
  return type !== 'text/plain' || /text\s*\/\s*plain/i.test(value.slice(0, MAX_TEXT));
}

function outermost(part: Part): Part {
  let at = part;
  while (at.parent) at = at.parent;
  return at;
}

const MAX_TEXT = 1000;
const MAX_LOCATION = 4000;
const MAX_PARAMETERS = 50;
/** How many leaves are looked into. */
const MAX_LOOKS = 500;
