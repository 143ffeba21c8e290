// Hovers of the MIME fields: media types, parameters, transfer encodings, dispositions (RFC 2045, 2046, 2183, 2231).

import type { DecodedParameter } from '../../message/views/parameters.ts';
import { decodedParameters } from '../../message/views/parameters.ts';
import { charset as charsetRow } from '../../registry/charsets.ts';
import { disposition, dispositionParameter } from '../../registry/dispositions.ts';
import { mediaTypeParameter } from '../../registry/mediaTypes/index.ts';
import { rfc } from '../../registry/reference.ts';
import { transferEncoding } from '../../registry/transferEncodings.ts';
import { Kind } from '../../syntax/kinds.ts';
import { inlineCode } from '../markdown.ts';
import { count } from '../words.ts';
import { explained, facts, hoverOf, link } from './hoverTypes.ts';
import type { FieldContext, NodeHover } from './hoverTypes.ts';
import { partHover } from './part.ts';

/** A media type, with the part it describes. */
export const mediaTypeHover: NodeHover = (context, node) => {
  const { field, part } = context;
  if (field.key !== 'content-type') return undefined;
  const type = field.tree.root.find(Kind.MediaType) ?? node;
  const subtype = field.tree.root.find(Kind.MediaSubtype) ?? node;
  return partHover(part, { from: type.from, to: subtype.to }, context);
};

/** A parameter with its sections joined and its value decoded. */
export const parameterHover: NodeHover = (context, node) => {
  const { field, decoding } = context;
  const parameter = decodedParameters(field, decoding).find(({ sections }) =>
    sections.some(({ from }) => from === node.from),
  );
  if (!parameter) return undefined;
  const ofDisposition = field.key === 'content-disposition';
  const row = ofDisposition ? dispositionParameter(parameter.name) : mediaTypeParameter(parameter.name);
  return hoverOf(
    node,
    `**${inlineCode(parameter.name)}** ${row ? explained(row) : ''}`,
    facts(`Value: ${inlineCode(parameter.value, MAX_VALUE)}`, ...parameterFacts(context, parameter)),
  );
};

function parameterFacts(
  { part }: FieldContext,
  parameter: DecodedParameter,
): readonly (string | undefined)[] {
  const { sections, charset, language } = parameter;
  const extended = sections.some((section) => section.extended);
  const continued = sections[0]?.section !== undefined;
  return [
    extended
      ? `Written in octets of ${charset === undefined ? 'no charset' : inlineCode(charset)} ${link(rfc(2231, '4'))}`
      : undefined,
    language === undefined ? undefined : `Language ${inlineCode(language)}`,
    continued ? `Joined from ${count(sections.length, 'section')} ${link(rfc(2231, '3'))}` : undefined,
    parameter.name === 'charset' ? charsetText(parameter.value) : undefined,
    parameter.name === 'boundary' && part.multipart
      ? boundaryText(part.children.length, part.multipart.delimiters.at(-1)?.close)
      : undefined,
  ];
}

function charsetText(label: string): string {
  const row = charsetRow(label);
  return row ? explained(row) : 'This charset is not known';
}

function boundaryText(parts: number, closed: boolean | undefined): string {
  if (closed === undefined) return 'No line of the body starts a part';
  return `Separates ${count(parts, 'part')}${closed ? '' : '; the line that closes the last one is missing'}`;
}

/** A transfer encoding. */
export const mechanismHover: NodeHover = ({ field }, node) => {
  const name = field.ownText(node.from, node.to);
  const row = transferEncoding(name);
  return hoverOf(
    node,
    `**${inlineCode(name.toLowerCase())}** ${row ? explained(row) : 'This encoding is not known: the body cannot be decoded.'}`,
  );
};

/** A disposition type. */
export const dispositionHover: NodeHover = ({ field }, node) => {
  const name = field.ownText(node.from, node.to);
  const row = disposition(name);
  const text = row
    ? explained(row)
    : `A type that is not known is treated as an attachment. ${link(rfc(2183, '2.8'))}`;
  return hoverOf(node, `**${inlineCode(name.toLowerCase())}** ${text}`);
};

const MAX_VALUE = 500;
