// Explains the values of IMAP by the word they stand behind: numbers, sections, patterns, what a response says in words.

import { headerField } from '../../../registry/headerFields/index.ts';
import { rfc } from '../../../registry/reference.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import { stringOf } from '../../../transcript/imap/views/strings.ts';
import type { Hover } from '../../hover/hoverTypes.ts';
import { explained, link } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';
import { sizeText } from '../../words.ts';
import { syntaxOf } from './command.ts';
import { nodeText, over } from './context.ts';
import type { UnitContext, UnitHover } from './context.ts';
import { keywordHover, responseNameHover } from './imap.ts';
import { goOnText } from './reply.ts';

/** A value behind a word: what the word says, and a size in words. */
export const valueHover: UnitHover = (context, node) => {
  const children = node.children();
  const value = children.findLast(({ from, kind }) => from <= context.at && kind !== Kind.Sp);
  const word = children.findLast(({ from, kind }) => from <= context.at && kind === Kind.Keyword);
  const found = word && keywordHover(context, word);
  return found && value ? onlyOver(context, value, found, octetsText(context, word, value)) : undefined;
};

function octetsText(context: UnitContext, word: SyntaxNode, value: SyntaxNode): string | undefined {
  const text = nodeText(context, value);
  return value.kind === Kind.Number && SIZES.test(nodeText(context, word))
    ? `Here ${sizeText(Number(text))}.`
    : undefined;
}

/** What stands behind the name of a response code. */
export const codeValueHover: UnitHover = (context, node) => {
  const name = node.child(Kind.ResponseName);
  const found = name && responseNameHover(context, name);
  return found && { ...found, ...context.syntax.unit.host(name.to, node.to) };
};

/** The text of a response: what its status, its code and well-known servers mean by it. */
export const textHover: UnitHover = (context, node) => {
  const { syntax } = context;
  if (context.exchange.kind === 'continuation') return over(context, node, goOnText(context));
  const { root } = syntax.tree;
  const name = root.find(Kind.RespTextCode)?.child(Kind.ResponseName) ?? root.child(Kind.ResponseName);
  const found = name && responseNameHover(context, name);
  return found && { ...found, ...syntax.unit.host(node.from, node.to) };
};

/** A number of a response: that of a message, or how many there are; else what the response says. */
export const responseHover: UnitHover = (context, node) => {
  if (context.exchange.kind === 'continuation') return over(context, node, goOnText(context));
  const name = node.child(Kind.ResponseName);
  const value = node.children().find(({ from, to }) => from <= context.at && context.at < to);
  if (!name || !value || value.kind === Kind.MsgAtt || value.kind === Kind.Sp) return undefined;
  const found = responseNameHover(context, name);
  const response = nodeText(context, name).toUpperCase();
  const number = value.kind === Kind.Number && value.to <= name.from;
  const what =
    number && MESSAGES.has(response) ? `Message number ${inlineCode(nodeText(context, value))}.` : undefined;
  const space = response === 'NAMESPACE' ? NAMESPACES[groupsBefore(context, node, value)] : undefined;
  return found && onlyOver(context, value, found, what ?? space);
};

/** How many namespaces stand in front of a value: each is NIL or a list. */
function groupsBefore(context: UnitContext, node: SyntaxNode, value: SyntaxNode): number {
  const ends = node
    .children()
    .filter((each) => each.to <= value.from && (each.kind === Kind.Nil || nodeText(context, each) === ')'));
  return ends.length;
}

/** An argument that has no words of its own: how the command is written. */
export const commandHover: UnitHover = (context, node) => {
  const { row } = context.exchange;
  const value = node.children().find(({ from, to }) => from <= context.at && context.at < to);
  if (!row || !value || value.kind === Kind.Sp) return undefined;
  const values = node
    .children()
    .filter(({ kind }) => kind !== Kind.Sp)
    .slice(2);
  const place = values.findIndex(({ index }) => index === value.index);
  const named = values.length === row.arguments.length ? row.arguments[place] : undefined;
  return over(
    context,
    value,
    named
      ? `**${inlineCode(named.name)}** of ${inlineCode(row.verb)}: ${ownText(named.summary)}`
      : `${inlineCode(syntaxOf(row))}: ${ownText(row.summary)}`,
  );
};

/** `BODY[1.2]`: a part by its place. */
export const sectionPartHover: UnitHover = (context, node) =>
  over(
    context,
    node,
    `**Part** ${inlineCode(nodeText(context, node))} of the message, counted from 1 on each level.`,
    link(rfc(9051, '6.4.5.1')),
  );

/** `<0.2048>`: some octets of a section. */
export const partialHover: UnitHover = (context, node) => {
  const [from, size] = node
    .children()
    .filter(({ kind }) => kind === Kind.Number)
    .map((each) => Number(nodeText(context, each)));
  if (from === undefined) return undefined;
  const much = size === undefined ? '' : `, ${sizeText(size)} at most`;
  return over(context, node, `From octet ${String(from)} on${much}.`, link(rfc(9051, '6.4.5')));
};

/** A field of `HEADER.FIELDS`. */
export const headerNameHover: UnitHover = (context, node) => {
  const value = node.children().find(({ from, to }) => from <= context.at && context.at < to);
  const name = value && stringOf(context.syntax.unit.text, value)?.value;
  if (!value || name === undefined) return undefined;
  const row = headerField(name);
  return over(
    context,
    value,
    `**${inlineCode(row?.name ?? name)}** ${row ? explained(row) : 'A header field that is not in the registries.'}`,
  );
};

/** A pattern of LIST (RFC 9051 6.3.9). */
export const patternHover: UnitHover = (context, node) => {
  const pattern = stringOf(context.syntax.unit.text, node)?.value ?? '';
  return over(
    context,
    node,
    pattern === ''
      ? 'Asks for the delimiter of the levels alone.'
      : `Mailboxes whose names fit ${inlineCode(pattern)}: \`*\` stands for any characters, \`%\` for any within one level.`,
    link(rfc(9051, '6.3.9')),
  );
};

/** A pair of ID (RFC 2971 3.3). */
export const idHover: UnitHover = (context, node) => {
  const values = node.children().filter(({ kind }) => kind !== Kind.Sp && kind !== Kind.Punctuation);
  const at = values.findIndex(({ from, to }) => from <= context.at && context.at < to);
  const field = values[at - (at % 2)];
  const here = values[at];
  const name = field && stringOf(context.syntax.unit.text, field)?.value;
  if (!here || name === undefined) return undefined;
  const what = IDS[name.toLowerCase()] ?? 'a field of the program’s own';
  return over(context, here, `**${inlineCode(name)}**: ${what}.`, link(rfc(2971, '3.3')));
};

/** The name of an annotation (RFC 5464 3.2.1). */
export const entryHover: UnitHover = (context, node) => {
  const name = stringOf(context.syntax.unit.text, node)?.value ?? '';
  const whose = /^\/(private|shared)\//i.exec(name)?.[1]?.toLowerCase();
  if (whose === undefined) return undefined;
  return over(
    context,
    node,
    `Annotation ${inlineCode(name)}: ${whose === 'private' ? 'each user has one of their own' : 'the same for all users'}.`,
    link(rfc(5464, '3.2.1')),
  );
};

/** An explanation of something else, shown over a value of it. */
function onlyOver(
  context: UnitContext,
  { from, to }: SyntaxNode,
  hover: Hover,
  more: string | undefined,
): Hover {
  return {
    ...context.syntax.unit.host(from, to),
    markdown: more === undefined ? hover.markdown : `${more}\n\n${hover.markdown}`,
  };
}

const SIZES = /^(?:RFC822\.SIZE|BINARY\.SIZE|SIZE|LARGER|SMALLER|APPENDLIMIT|DELETED-STORAGE|MAXSIZE)$/i;
const MESSAGES: ReadonlySet<string> = new Set(['FETCH', 'EXPUNGE', 'CONVERTED']);
const NAMESPACES: readonly string[] = [
  'The user’s own mailboxes.',
  'The mailboxes of other users.',
  'Shared mailboxes.',
];
const IDS: Readonly<Record<string, string | undefined>> = {
  name: 'the name of the program',
  version: 'the version of the program',
  os: 'the operating system',
  'os-version': 'the version of the operating system',
  vendor: 'who makes the program',
  'support-url': 'where to ask for help',
  address: 'the postal address of the maker',
  date: 'when the program was released',
  command: 'the command that started the program',
  arguments: 'the arguments of that command',
  environment: 'the environment of the program',
};
