// Semantic tokens: the colour of each piece of a message's structure, by what it means.

import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import type { Part } from '../message/part.ts';
import type { FieldStatus } from '../registry/headerFields/index.ts';
import { Kind } from '../syntax/kinds.ts';
import type { KindName } from '../syntax/kinds.ts';
import type { TextRange } from '../text/range.ts';
import { firstTo, lineOf, partsIn } from './locate.ts';

/**
 * Token types in the order of the legend. Those VS Code knows come first; the rest are ours and declared in the
 * manifest with a standard type to fall back on.
 */
export const tokenTypes = [
  'property',
  'operator',
  'comment',
  'string',
  'number',
  'keyword',
  'type',
  'parameter',
  'variable',
  'namespace',
  'enumMember',
  'displayName',
  'encodedWord',
  'boundary',
  'msgId',
  'uri',
  'invalid',
] as const;

/** Token modifiers in the order of the legend's bits; all are standard. */
export const tokenModifiers = ['defaultLibrary', 'deprecated'] as const;

/** The name of a token type. */
export type TokenType = (typeof tokenTypes)[number];
/** The name of a token modifier. */
export type TokenModifier = (typeof tokenModifiers)[number];

/** One token: host offsets, inside one line, never empty. */
export interface SemanticToken extends TextRange {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The tokens that touch a host range, in order, none overlapping; what lies outside the range costs nothing. */
export function semanticTokens(document: MailDocument, range: TextRange): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const part of partsIn(document, range)) {
    headerTokens(part, range, tokens);
    delimiterTokens(part, range, tokens);
  }
  return tokens
    .sort((a, b) => a.from - b.from)
    .filter((token) => token.from < range.to && token.to > range.from);
}

function headerTokens(part: Part, range: TextRange, tokens: SemanticToken[]): void {
  const { fields, lines } = part.header;
  if (part.header.to < range.from) return;
  for (let i = firstTo(fields, range.from); i < fields.length; i++) {
    const field = fields[i];
    if (!field || field.from >= range.to) break;
    fieldTokens(field, tokens);
  }
  for (let i = firstTo(lines, range.from); i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.from >= range.to) break;
    const own = lineOf(part.lens, line.from);
    if (own) push(tokens, line.kind === 'mboxFrom' ? 'keyword' : 'invalid', own.content, own.contentTo);
  }
}

function delimiterTokens({ multipart }: Part, range: TextRange, tokens: SemanticToken[]): void {
  if (!multipart) return;
  const { delimiters } = multipart;
  for (let i = firstTo(delimiters, range.from); i < delimiters.length; i++) {
    const delimiter = delimiters[i];
    if (!delimiter || delimiter.from >= range.to) break;
    push(tokens, 'boundary', delimiter.line, delimiter.boundaryTo + (delimiter.close ? 2 : 0));
  }
}

/** The tokens of one field: its leaves by their kind, those inside a comment, a string or the like by that. */
function fieldTokens(field: Field, tokens: SemanticToken[]): void {
  const { tree } = field;
  const around: { type: TokenType; end: number }[] = [];
  for (let i = 0; i < tree.size; i++) {
    while ((around.at(-1)?.end ?? Infinity) <= i) around.pop();
    const kind = tree.kind(i);
    const type = types.get(kind);
    if (!tree.isLeaf(i)) {
      if (type !== undefined) around.push({ type, end: tree.end(i) });
    } else if (kind === Kind.FieldName) {
      push(tokens, 'property', tree.from(i), tree.to(i), nameModifiers(field));
    } else if (kind !== Kind.Fws && kind !== Kind.LinePrefix) {
      // The two that are left out are the only leaves with line ends in them.
      const own = type ?? around.at(-1)?.type;
      if (own !== undefined) push(tokens, own, tree.from(i), tree.to(i));
    }
  }
}

/** Adds a token; one that follows its neighbour of the same kind without a hole is joined to it. */
function push(
  tokens: SemanticToken[],
  type: TokenType,
  from: number,
  to: number,
  modifiers: readonly TokenModifier[] = NONE,
): void {
  if (to <= from) return;
  const last = tokens.at(-1);
  if (last?.to === from && last.type === type && last.modifiers === modifiers) {
    tokens[tokens.length - 1] = { from: last.from, to, type, modifiers };
  } else {
    tokens.push({ from, to, type, modifiers });
  }
}

function nameModifiers(field: Field): readonly TokenModifier[] {
  const status = field.definition?.status;
  return status === undefined ? NONE : OUTDATED.has(status) ? REGISTERED_DEPRECATED : REGISTERED;
}

/** The type of each kind of node. A leaf that is not here has that of the innermost node around it that is. */
const byName: Partial<Record<KindName, TokenType>> = {
  Colon: 'operator',
  Junk: 'invalid',
  Comment: 'comment',
  QuotedString: 'string',
  EncodedWord: 'encodedWord',
  // Addresses and identifiers.
  DisplayName: 'displayName',
  GroupName: 'displayName',
  LocalPart: 'variable',
  Domain: 'namespace',
  DomainLiteral: 'namespace',
  Route: 'namespace',
  MsgId: 'msgId',
  ContentId: 'msgId',
  ListId: 'msgId',
  Uri: 'uri',
  // Dates and trace.
  DayOfWeek: 'keyword',
  Day: 'number',
  Month: 'keyword',
  Year: 'number',
  TimeOfDay: 'number',
  Zone: 'number',
  ClauseName: 'keyword',
  // MIME.
  MimeVersion: 'number',
  MediaType: 'type',
  MediaSubtype: 'type',
  DispositionType: 'enumMember',
  Mechanism: 'enumMember',
  Attribute: 'parameter',
  ParameterSection: 'parameter',
  ExtendedCharset: 'enumMember',
  ExtendedLanguage: 'enumMember',
  PercentEncoding: 'encodedWord',
  // Tag lists, results, reports.
  TagName: 'parameter',
  AuthservId: 'namespace',
  AuthVersion: 'number',
  ResultInfo: 'enumMember',
  AuthMethod: 'keyword',
  AuthResult: 'enumMember',
  PropertyType: 'parameter',
  PropertyName: 'parameter',
  ValueType: 'type',
  Number: 'number',
};

const types: ReadonlyMap<Kind, TokenType> = new Map(
  Object.entries(byName).map(([name, type]) => [Kind[name as KindName], type]),
);

const OUTDATED = new Set<FieldStatus>(['deprecated', 'obsolete']);
const NONE: readonly TokenModifier[] = [];
const REGISTERED: readonly TokenModifier[] = ['defaultLibrary'];
const REGISTERED_DEPRECATED: readonly TokenModifier[] = ['defaultLibrary', 'deprecated'];
