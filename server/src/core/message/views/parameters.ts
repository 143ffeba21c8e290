// Reads the parameters of a MIME field from its tree: as written, and decoded (RFC 2045 5.1, RFC 2231).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import { concatOctets, hostOctets } from '../body/octets.ts';
import { guessText } from '../charsets.ts';
import type { Decoding } from '../charsets.ts';
import { decodedRuns, rawText } from '../encodedWord.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';

/** One `;attribute=value` as written; ranges are host ranges. */
export interface ParameterNode extends TextRange {
  /** The attribute in lower case, without its section. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The section number of a continued parameter (RFC 2231 3). */
  readonly section: number | undefined;
  /** True where the value is extended: `name*=` or `name*0*=` (RFC 2231 4). */
  readonly extended: boolean;
  /** The value without quotes and with quoted pairs undone; extended values stay percent-encoded. */
  readonly value: string;
  readonly valueRange: TextRange;
}

/** A parameter with its sections joined and its value decoded. */
export interface DecodedParameter extends TextRange {
  /** In lower case; `name*3` for a section that continues nothing. */
  readonly name: string;
  readonly nameRange: TextRange;
  /** The value for people: charset, percent-encoding and encoded-words undone. */
  readonly value: string;
  /** The value as written, sections joined, quotes removed. */
  readonly raw: string;
  /** Of the first section's value; the sections say where the others stand. */
  readonly valueRange: TextRange;
  readonly charset: string | undefined;
  readonly language: string | undefined;
  /** What it is made of, in the order of the value. */
  readonly sections: readonly ParameterNode[];
}

/** The parameters of a field in order, sections not joined. Kept by field: a dozen rules ask for those of each part. */
export function parametersOf(field: Field): readonly ParameterNode[] {
  let found = byField.get(field);
  if (!found) {
    found = readParameters(field);
    byField.set(field, found);
  }
  return found;
}

const byField = new WeakMap<Field, readonly ParameterNode[]>();

function readParameters(field: Field): readonly ParameterNode[] {
  const found: ParameterNode[] = [];
  for (const node of field.tree.root.descendants(Kind.Parameter)) {
    const attribute = node.child(Kind.Attribute);
    const value = node.child(Kind.ParameterValue);
    if (!attribute || !value) continue;
    const section = node.child(Kind.ParameterSection);
    const mark = section ? field.ownText(section.from, section.to) : '';
    found.push({
      from: node.from,
      to: node.to,
      name: field.ownText(attribute.from, attribute.to).toLowerCase(),
      nameRange: attribute,
      section: /\d/.test(mark) ? Number.parseInt(mark.slice(1), 10) : undefined,
      extended: mark.endsWith('*'),
      value: parameterText(field, value),
      valueRange: value,
    });
  }
  return found;
}

/** The raw value of a parameter: its sections joined, nothing decoded; undefined where it is not there. */
export function rawParameter(parameters: readonly ParameterNode[], name: string): string | undefined {
  const found = joinSections(parameters.filter((parameter) => parameter.name === name)).find(
    ({ key }) => key === name,
  );
  return found?.sections
    .map((part, i) => (part.extended && i === 0 ? extendedText(part.value) : part.value))
    .join('');
}

/**
 * The parameters of a field, each name once. `name*` and sections beat a plain `name`, which generators add for
 * readers without RFC 2231; of repetitions the first counts. Sections are joined in the order of their numbers as
 * far as they are without a gap (RFC 2231 3).
 */
export function decodedParameters(field: Field, decoding: Decoding): readonly DecodedParameter[] {
  const known = decodedByField.get(field);
  if (known?.decoding === decoding) return known.parameters;
  const parameters = decodeParameters(field, decoding);
  decodedByField.set(field, { decoding, parameters });
  return parameters;
}

/** Of each field what was asked for last: rules all decode in the same way. */
const decodedByField = new WeakMap<
  Field,
  { readonly decoding: Decoding; readonly parameters: readonly DecodedParameter[] }
>();

function decodeParameters(field: Field, decoding: Decoding): readonly DecodedParameter[] {
  return joinSections(parametersOf(field)).flatMap(({ key, sections }) => {
    const [first] = sections;
    const last = sections.at(-1);
    if (!first || !last) return [];
    const { charset, language, value } = decodeSections(sections, decoding);
    return {
      name: key,
      from: Math.min(...sections.map((each) => each.from)),
      to: Math.max(...sections.map((each) => each.to)),
      nameRange: first.nameRange,
      value,
      raw: sections.map((each) => each.value).join(''),
      valueRange: first.valueRange,
      charset,
      language,
      sections,
    };
  });
}

/** The decoded value of a parameter; undefined where it is not there. */
export function decodedParameter(field: Field, name: string, decoding: Decoding): string | undefined {
  return decodedParameters(field, decoding).find((parameter) => parameter.name === name)?.value;
}

interface Joined {
  readonly key: string;
  readonly sections: readonly ParameterNode[];
}

/** Which nodes make up each parameter, in the order the names first appear. */
function joinSections(parameters: readonly ParameterNode[]): readonly Joined[] {
  const byName = new Map<string, ParameterNode[]>();
  for (const parameter of parameters) {
    const own = byName.get(parameter.name);
    if (own) own.push(parameter);
    else byName.set(parameter.name, [parameter]);
  }
  return [...byName].flatMap(([key, own]) => joinOne(key, own));
}

function joinOne(key: string, own: readonly ParameterNode[]): readonly Joined[] {
  const extended = own.find((parameter) => parameter.section === undefined && parameter.extended);
  if (extended) return [{ key, sections: [extended] }];
  const numbered = own.filter((parameter) => parameter.section !== undefined);
  const plain = own.find((parameter) => parameter.section === undefined);
  if (numbered.length === 0) return plain ? [{ key, sections: [plain] }] : [];
  numbered.sort((a, b) => (a.section ?? 0) - (b.section ?? 0));
  const chain: ParameterNode[] = [];
  const rest: Joined[] = [];
  for (const parameter of numbered) {
    const { section = 0 } = parameter;
    const before = chain.at(-1)?.section;
    // Some generators count from 1.
    if (before === undefined ? section <= 1 : section === before + 1) chain.push(parameter);
    else if (section !== before) rest.push({ key: `${key}*${String(section)}`, sections: [parameter] });
  }
  if (chain.length > 0) return [{ key, sections: chain }, ...rest];
  return plain ? [{ key, sections: [plain] }, ...rest] : rest;
}

/** RFC 2231 4.1: charset and language stand in the first section and hold for all that are extended. */
function decodeSections(
  sections: readonly ParameterNode[],
  decoding: Decoding,
): { charset: string | undefined; language: string | undefined; value: string } {
  if (!sections.some((each) => each.extended)) {
    const raw = sections.map((each) => each.value).join('');
    return { charset: undefined, language: undefined, value: displayText(raw, decoding) };
  }
  const [first] = sections;
  const labels =
    first?.extended === true && first.section !== undefined && first.section > 1
      ? null
      : LABELS.exec(first?.value ?? '');
  const charset = first?.extended === true ? labels?.[1] : undefined;
  const pieces = sections.map((each, i) => {
    const text = i === 0 && each.extended && labels ? each.value.slice(labels[0].length) : each.value;
    return each.extended ? percentDecoded(text, decoding) : hostOctets(text, decoding.host);
  });
  const octets = concatOctets(pieces);
  const decoded =
    charset === undefined || charset === '' ? undefined : decoding.charsets.decode(charset, octets);
  const language = labels?.[2];
  return {
    charset: charset === '' ? undefined : charset,
    language: first?.extended !== true || language === '' ? undefined : language,
    value: decoded ?? guessText(octets, decoding.charsets),
  };
}

/** RFC 2231 4: octets as `%XX`; a `%` that begins none stands for itself. */
function percentDecoded(text: string, decoding: Decoding): Uint8Array {
  return concatOctets(
    text
      .split(/%([0-9A-Fa-f]{2})/)
      .map((piece, i) =>
        i % 2 === 0 ? hostOctets(piece, decoding.host) : Uint8Array.of(Number.parseInt(piece, 16)),
      ),
  );
}

/** RFC 2047 5 forbids encoded-words in parameter values; many generators write them and all readers decode them. */
function displayText(raw: string, decoding: Decoding): string {
  if (!raw.includes('=?')) return rawText(raw, decoding);
  return decodedRuns(raw, decoding)
    .map((run) => run.text)
    .join('');
}

function extendedText(value: string): string {
  return value.replace(LABELS, '');
}

/** The value's own characters: quotes, comments and folding removed, quoted pairs undone. */
function parameterText(field: Field, value: SyntaxNode): string {
  let text = '';
  // White space between words of an unquoted value belongs to it; what only surrounds the value does not.
  let space = '';
  for (const child of value.children()) {
    if (child.kind === Kind.Comment || child.kind === Kind.LinePrefix) continue;
    if (child.kind === Kind.Fws) {
      space += unfold(field.ownText(child.from, child.to));
      continue;
    }
    if (text !== '') text += space;
    space = '';
    text += child.kind === Kind.QuotedString ? quotedText(field, child) : field.ownText(child.from, child.to);
  }
  return text;
}

/** What a quoted string stands for (RFC 5322 3.2.4). `node` is a QuotedString. */
export function quotedText(field: Field, node: SyntaxNode): string {
  let text = '';
  for (const child of node.children()) {
    if (child.kind === Kind.QuotedPair) text += field.ownText(child.from + 1, child.to);
    else if (child.kind === Kind.Fws) text += unfold(field.ownText(child.from, child.to));
    else if (child.kind === Kind.QuotedText || child.kind === Kind.Junk) {
      text += field.ownText(child.from, child.to);
    }
  }
  return text;
}

const LABELS = /^([^']*)'([^']*)'/;
