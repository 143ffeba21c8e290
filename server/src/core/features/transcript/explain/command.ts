// Explains commands, their arguments, and the parameters of MAIL and RCPT.

import { Kind } from '../../../syntax/kinds.ts';
import type { ArgumentRow, CommandRow } from '../../../transcript/commandRow.ts';
import { smtpExtension } from '../../../transcript/smtp/extensions.ts';
import { smtpParameter } from '../../../transcript/smtp/parameters.ts';
import { sizeText } from '../../words.ts';
import { facts, link } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';
import { outcomeOf, outcomeText } from '../outcome.ts';
import { nodeText, over } from './context.ts';
import type { UnitHover } from './context.ts';

/** A command by its row: what it does, how it is written, when it is allowed, what may answer it. */
export function commandText(row: CommandRow): string {
  return [
    `**${inlineCode(syntaxOf(row))}**`,
    ownText(row.summary),
    facts(
      STATUSES[row.status],
      row.needs === undefined ? undefined : `Needs the capability ${inlineCode(row.needs)}`,
      `Allowed in: ${row.states.map((state) => STATE_NAMES[state] ?? state).join(', ')}`,
      `Replies: ${repliesText(row.replies.success)}; failure: ${repliesText(row.replies.failure)}`,
      // RENAME has two of one kind.
      ...new Set(row.arguments.map(({ name, summary }) => `${inlineCode(name)}: ${ownText(summary)}`)),
    ),
    row.references.map(link).join(', '),
  ].join('\n\n');
}

function repliesText(replies: readonly string[]): string {
  const all = [...new Set(replies)];
  return `${all.slice(0, MAX_REPLIES).join(', ')}${all.length > MAX_REPLIES ? ', …' : ''}`;
}

/** The verb with its arguments, optional ones in brackets. */
export function syntaxOf({ verb, arguments: given }: CommandRow): string {
  const [first, ...others] = given.map(({ name, optional }) => (optional === true ? `[${name}]` : name));
  const word = PATH_WORDS[verb] ?? '';
  return [verb, ...(first === undefined ? [] : [`${word}${first}`]), ...others].join(' ');
}

export const verbHover: UnitHover = (context, node) => {
  const { row, index, kind } = context.exchange;
  const name = nodeText(context, node).toUpperCase();
  if (!row) return over(context, node, `**${inlineCode(name)}** is no command that is known here.`);
  const outcome = kind === 'command' ? outcomeText(outcomeOf(context.session, index)) : undefined;
  return over(context, node, commandText(row), outcome && `This one: ${ownText(outcome)}`);
};

/** An argument by the row of the command table. */
export const argumentHover: UnitHover = (context, node) => {
  const { row } = context.exchange;
  const wanted = ARGUMENTS[node.name] ?? [];
  const argument =
    row?.arguments.find(({ name }) => wanted.includes(name)) ?? firstArgument(row?.arguments ?? []);
  if (!row || !argument) return undefined;
  const octets = node.kind === Kind.ChunkSize ? sizeText(Number(nodeText(context, node))) : undefined;
  return over(
    context,
    node,
    `**${inlineCode(argument.name)}** of ${inlineCode(row.verb)}: ${ownText(argument.summary)}${octets ? ` Here ${octets}.` : ''}`,
  );
};

/** `FROM:` and `TO:` say the same as the path behind them. */
export const pathKeywordHover: UnitHover = (context, node) => {
  const { row } = context.exchange;
  const argument = row?.arguments[0];
  return row && argument
    ? over(
        context,
        node,
        `**${inlineCode(argument.name)}** of ${inlineCode(row.verb)}: ${ownText(argument.summary)}`,
      )
    : undefined;
};

/** The name that a client gives itself; in a path it is part of the address. */
export const domainHover: UnitHover = (context, node) =>
  context.exchange.row?.arguments[0]?.grammar === 'domain' ? argumentHover(context, node) : undefined;

function firstArgument(given: readonly ArgumentRow[]): ArgumentRow | undefined {
  return given[0];
}

export const parameterHover: UnitHover = (context, node) => {
  const verb = context.exchange.row?.verb === 'RCPT' ? 'RCPT' : 'MAIL';
  const [name = '', value = ''] = nodeText(context, node).split('=', 2);
  const row = smtpParameter(verb, name);
  if (!row) {
    return over(context, node, `**${inlineCode(name)}** is no parameter of ${verb} that is known here.`);
  }
  const written = row.syntax === undefined ? row.name : `${row.name}=${row.syntax}`;
  const size =
    row.name === 'SIZE' && /^\d{1,15}$/.test(value) ? `Here ${sizeText(Number(value))}` : undefined;
  return over(
    context,
    node,
    `**${inlineCode(written)}** ${ownText(row.summary)}`,
    facts(
      size,
      `Needs the extension ${inlineCode(row.extension)}: ${ownText(smtpExtension(row.extension)?.summary ?? 'not registered')}`,
    ),
    row.references.map(link).join(', '),
  );
};

/** Nodes that are arguments, with the names that the command table has for them. */
const ARGUMENTS: Readonly<Record<string, readonly string[] | undefined>> = {
  ReversePath: ['Reverse-path'],
  ForwardPath: ['Forward-path'],
  ChunkSize: ['chunk-size'],
  EndMarker: ['end-marker'],
  MessageNumber: ['msg'],
  LineCount: ['n'],
  ApopDigest: ['digest'],
  Password: ['password'],
  Userid: ['userid'],
};

const STATUSES: Readonly<Record<CommandRow['status'], string | undefined>> = {
  standard: undefined,
  extension: 'An extension: the server must have announced it',
  obsolete: 'Obsolete: do not use it any more',
  vendor: 'Made by one vendor',
};

const STATE_NAMES: Readonly<Record<string, string | undefined>> = {
  start: 'start (no hello yet)',
  ready: 'ready (behind the hello, outside of a transaction)',
  mail: 'after MAIL',
  rcpt: 'after RCPT',
  bdat: 'among chunks',
  'not-authenticated': 'not authenticated',
  user: 'after USER',
};
/** What stands between a command and its path (RFC 5321 4.1.1.2, 4.1.1.3). */
const PATH_WORDS: Readonly<Record<string, string | undefined>> = {
  MAIL: 'FROM:',
  RCPT: 'TO:',
  SEND: 'FROM:',
  SOML: 'FROM:',
  SAML: 'FROM:',
};
const MAX_REPLIES = 16;
