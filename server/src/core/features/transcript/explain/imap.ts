// Explains the pieces of IMAP's commands and responses.

import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import {
  flagRow,
  knownKeywords,
  mailboxAttributes,
  mailboxUses,
  systemFlags,
} from '../../../transcript/imap/flags.ts';
import { decodeMailboxName } from '../../../transcript/imap/grammar/mailboxName.ts';
import { imapResponseCode } from '../../../transcript/imap/responseCodes.ts';
import { sequenceSet } from '../../../transcript/imap/views/sequenceSet.ts';
import { stringOf } from '../../../transcript/imap/views/strings.ts';
import { explained, link } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';
import { count, sizeText } from '../../words.ts';
import { nodeText, over } from './context.ts';
import type { UnitHover } from './context.ts';
import {
  listOptionRows,
  parameterRows,
  plainRows,
  searchReturnRows,
  sortKeyRows,
  threadRows,
} from './imapOptionWords.ts';
import {
  fetchItems,
  fetchModifierRows,
  responseRows,
  searchKeyRows,
  sectionRows,
  statusItemRows,
} from './imapWords.ts';
import type { WordRows } from './imapWords.ts';
import { adviceText, answersText, knownReplyText } from './reply.ts';

export const tagHover: UnitHover = (context, node) => {
  const verb = context.exchange.row?.verb;
  const tag = inlineCode(nodeText(context, node));
  if (verb === undefined) return over(context, node, `Tag ${tag}.`);
  return over(
    context,
    node,
    context.exchange.kind === 'command'
      ? `Tag ${tag}: the server repeats it in its answer to this ${inlineCode(verb)}.`
      : `Tag ${tag}: this ends the ${inlineCode(verb)} of that tag.`,
  );
};

/** The name of a response, or of the code in its brackets. */
export const responseNameHover: UnitHover = (context, node) => {
  const name = nodeText(context, node).toUpperCase();
  if (inside(node, Kind.RespTextCode)) {
    const row = imapResponseCode(name);
    const known = knownReplyText(context.session.protocol, context.syntax.unit.text);
    return row && over(context, node, known, adviceText(name, row));
  }
  const row = responseRows.get(name);
  const known = knownReplyText(context.session.protocol, context.syntax.unit.text);
  return row
    ? over(context, node, known, `**${inlineCode(name)}** ${explained(row)}`, answersText(context))
    : over(context, node, `**${inlineCode(name)}** is no response that is known here.`);
};

export const flagHover: UnitHover = (context, node) => {
  const name = nodeText(context, node);
  const listed = /^\S+ +(?:LIST|LSUB|XLIST)\b/i.test(context.syntax.unit.text);
  const tables = listed
    ? [mailboxUses, mailboxAttributes, systemFlags]
    : [systemFlags, knownKeywords, mailboxAttributes];
  for (const rows of tables) {
    const row = flagRow(rows, name);
    if (row) {
      return over(
        context,
        node,
        `**${inlineCode(row.name)}** ${ownText(row.summary)}`,
        row.references.map(link).join(', '),
      );
    }
  }
  return over(context, node, `**${inlineCode(name)}** A keyword of somebody’s own.`);
};

/** A mailbox name, modified UTF-7 decoded (RFC 3501 5.1.3). */
export const mailboxHover: UnitHover = (context, node) => {
  const written = stringOf(context.syntax.unit.text, node)?.value;
  if (written === undefined) return undefined;
  const decoded = decodeMailboxName(written);
  if (/^inbox$/i.test(written)) {
    return over(context, node, 'The **INBOX**: every user has one, whatever the case of its name.');
  }
  return over(
    context,
    node,
    `Mailbox ${inlineCode(decoded ?? written)}`,
    decoded !== undefined && decoded !== written ? 'Written in modified UTF-7.' : undefined,
  );
};

/** A set of numbers, expanded and counted. */
export const sequenceSetHover: UnitHover = (context, node) => {
  const set = sequenceSet(nodeText(context, node));
  if (set.saved) return over(context, node, 'What the last SEARCH with SAVE found.');
  const numbers: string[] = [];
  for (const { from, to } of set.ranges) {
    for (let number = from; number <= to && numbers.length <= MAX_NUMBERS; number++) {
      if (to === Infinity && (number > from || from === Infinity)) break;
      numbers.push(String(number));
    }
    if (to === Infinity) numbers.push(from === Infinity ? 'the last one' : 'up to the last one');
    if (numbers.length > MAX_NUMBERS) break;
  }
  const shown = numbers.slice(0, MAX_NUMBERS).join(', ');
  const unit = /^\S+ +UID /i.test(context.syntax.unit.text) ? 'unique identifier' : 'message';
  return over(
    context,
    node,
    set.count === undefined
      ? `Open at the end: what \`*\` is depends on the mailbox.`
      : `**${count(set.count, unit)}**`,
    ownText(numbers.length > MAX_NUMBERS ? `${shown}, …` : shown),
  );
};

/** A word of a command or response, by the list it stands in. */
export const keywordHover: UnitHover = (context, node) => {
  const name = nodeText(context, node).toUpperCase();
  const row = tableOf(node).get(name) ?? plainRows.get(name);
  return row && over(context, node, `**${inlineCode(name)}** ${explained(row)}`);
};

/** The table of the innermost list a word stands in. */
function tableOf(node: SyntaxNode): WordRows {
  for (const [kind, rows] of TABLES) if (inside(node, kind)) return rows;
  return plainRows;
}

/** How THREAD groups. */
export const threadHover: UnitHover = (context, node) => {
  const name = nodeText(context, node).toUpperCase();
  const row = threadRows.get(name);
  return row && over(context, node, `**${inlineCode(name)}** ${explained(row)}`);
};

/** The announcement of a literal. */
export const literalHover: UnitHover = (context, node) => {
  const [, eight, digits = '', sync] = /^(~?)\{(\d{1,15})([+-]?)\}/.exec(nodeText(context, node)) ?? [];
  if (digits === '') return undefined;
  const waits =
    sync === '+' || sync === '-'
      ? 'The client does not wait for the server’s consent.'
      : 'The client waits for the server’s `+`.';
  return over(
    context,
    node,
    `A literal of ${sizeText(Number(digits))} (${count(Number(digits), 'octet')}) follows in the next line.`,
    `${context.exchange.speaker === 'client' ? waits : ''}${eight === '~' ? ' It may hold NUL octets.' : ''}`.trim(),
  );
};

/** True where a node stands in one of the kind. */
function inside({ tree, index }: SyntaxNode, kind: number): boolean {
  for (let i = 0; i < index; i++) if (tree.kind(i) === kind && tree.end(i) > index) return true;
  return false;
}

/** The inner lists in front of those around them. */
const TABLES: readonly (readonly [number, WordRows])[] = [
  [Kind.StatusAtts, statusItemRows],
  [Kind.StatusAtt, statusItemRows],
  [Kind.Section, sectionRows],
  [Kind.FetchModifiers, fetchModifierRows],
  [Kind.FetchAtt, fetchItems],
  [Kind.FetchItems, fetchItems],
  [Kind.MsgAttItem, fetchItems],
  [Kind.SearchReturnOptions, searchReturnRows],
  [Kind.SearchReturnData, searchReturnRows],
  [Kind.SearchCorrelator, searchReturnRows],
  [Kind.SortCriteria, sortKeyRows],
  [Kind.SearchKey, searchKeyRows],
  [Kind.ListOption, listOptionRows],
  [Kind.SelectParam, parameterRows],
  [Kind.StoreModifiers, parameterRows],
];
const MAX_NUMBERS = 20;
