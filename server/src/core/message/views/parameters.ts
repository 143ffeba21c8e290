// Reads the parameters of a MIME field from its tree: as written, and decoded (RFC 2045 5.1, RFC 2231).

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode, Tree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import { concatOctets, hostOctets } from '../body/octets.ts';
import { guessText } from '../charsets.ts';
import type { Decoding } from '../charsets.ts';
import { decodedRuns, rawText } from '../encodedWord.ts';
import type { Field } from '../field.ts';
import { unfold } from '../field.ts';
import { isFreeText } from '../fieldSyntax.ts';

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

/** The parameters of a field in order, sections not joined. */
export function parametersOf(field: Field): readonly ParameterNode[] {
  return isFreeText(field) ? NONE : field.view(readParameters, undefined);
}

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
      section: mark.length > 1 && /\d/.test(mark) ? Number.parseInt(mark.slice(1), 10) : undefined,
      extended: mark.endsWith('*'),
      value: parameterText(field, value),
      valueRange: value,
    });
  }
  // A copy has no room to spare: each of 100,000 parts has two such lists.
  return found.slice();
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
  return field.view(decodeParameters, decoding);
}

function decodeParameters(field: Field, decoding: Decoding): readonly DecodedParameter[] {
  return joinSections(parametersOf(field)).map((joined) => decodeJoined(joined, decoding));
}

function decodeJoined({ key, sections }: Joined, decoding: Decoding): DecodedParameter {
  const [first, ...more] = sections;
  const { charset, language, value } = decodeSections(sections, decoding);
  let { from, to } = first;
  for (const each of more) {
    from = Math.min(from, each.from);
    to = Math.max(to, each.to);
  }
  return {
    name: key,
    from,
    to,
    nameRange: first.nameRange,
    value,
    raw: rawOf(sections),
    valueRange: first.valueRange,
    charset,
    language,
    sections,
  };
}

/** The decoded value of a parameter; undefined where it is not there. */
export function decodedParameter(field: Field, name: string, decoding: Decoding): string | undefined {
  return decodedParameters(field, decoding).find((parameter) => parameter.name === name)?.value;
}

interface Joined {
  readonly key: string;
  readonly sections: Sections;
}

type Sections = readonly [ParameterNode, ...ParameterNode[]];

/** Which nodes make up each parameter, in the order the names first appear. */
function joinSections(parameters: readonly ParameterNode[]): readonly Joined[] {
  if (parameters.length <= FEW && parameters.every(isWhole)) {
    // The ordinary case: the first of each name.
    const joined: Joined[] = [];
    for (const one of parameters) {
      if (!joined.some(({ key }) => key === one.name)) joined.push({ key: one.name, sections: [one] });
    }
    return joined;
  }
  const byName = new Map<string, ParameterNode[]>();
  for (const parameter of parameters) {
    const own = byName.get(parameter.name);
    if (own) own.push(parameter);
    else byName.set(parameter.name, [parameter]);
  }
  return [...byName].flatMap(([key, own]) => joinOne(key, own));
}

/** True where the parameter is neither a section nor extended. */
function isWhole({ section, extended }: ParameterNode): boolean {
  return section === undefined && !extended;
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
  const [first, ...more] = chain;
  if (first) return [{ key, sections: [first, ...more] }, ...rest];
  return plain ? [{ key, sections: [plain] }, ...rest] : rest;
}

/** RFC 2231 4.1: charset and language stand in the first section and hold for all that are extended. */
function decodeSections(
  sections: Sections,
  decoding: Decoding,
): {
  charset: string | undefined;
  language: string | undefined;
  value: string;
} {
  if (!sections.some((each) => each.extended)) {
    return {
      charset: undefined,
      language: undefined,
      value: displayText(rawOf(sections), decoding),
    };
  }
  const [first] = sections;
  const labels =
    first.extended && first.section !== undefined && first.section > 1 ? null : LABELS.exec(first.value);
  const charset = first.extended ? labels?.[1] : undefined;
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
    language: !first.extended || language === '' ? undefined : language,
    value: decoded ?? guessText(octets, decoding.charsets),
  };
}

/** The sections' values joined as they are written. */
function rawOf(sections: readonly ParameterNode[]): string {
  let raw = '';
  for (const { value } of sections) raw += value;
  return raw;
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
  const { tree } = value;
  const end = tree.end(value.index);
  for (let i = value.index + 1; i < end; i = tree.end(i)) {
    const kind = tree.kind(i);
    if (kind === Kind.Comment || kind === Kind.LinePrefix) continue;
    if (kind === Kind.Fws) {
      space += unfold(field.ownText(tree.from(i), tree.to(i)));
      continue;
    }
    if (text !== '') text += space;
    space = '';
    text +=
      kind === Kind.QuotedString ? textOfQuoted(field, tree, i) : field.ownText(tree.from(i), tree.to(i));
  }
  return text;
}

/** What a quoted string stands for (RFC 5322 3.2.4). `node` is a QuotedString. */
export function quotedText(field: Field, { tree, index }: SyntaxNode): string {
  return textOfQuoted(field, tree, index);
}

function textOfQuoted(field: Field, tree: Tree, index: number): string {
  let text = '';
  const end = tree.end(index);
  for (let i = index + 1; i < end; i = tree.end(i)) {
    const kind = tree.kind(i);
    const from = tree.from(i);
    if (kind === Kind.QuotedPair) text += field.ownText(from + 1, tree.to(i));
    else if (kind === Kind.Fws) text += unfold(field.ownText(from, tree.to(i)));
    else if (kind === Kind.QuotedText || kind === Kind.Junk) text += field.ownText(from, tree.to(i));
  }
  return text;
}

/** So many parameters are compared with each other: a map would cost more. */
const FEW = 8;
const NONE: readonly ParameterNode[] = [];
const LABELS = /^([^']*)'([^']*)'/;
