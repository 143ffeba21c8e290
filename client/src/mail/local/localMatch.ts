// Whether a message is what a query asks for, as far as is known of it: local stores search themselves.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { SearchNode } from '../search/searchQuery.ts';
import type { MessageSummary } from '../summaries.ts';

/** What is known of a message; more is found out where a query needs it. */
export interface MatchFacts {
  readonly uid: string;
  readonly flags: ReadonlySet<string>;
  /** Octets. */
  readonly size?: number | undefined;
  /** When it came, ms since the epoch. */
  readonly date?: number | undefined;
  readonly summary?: MessageSummary | undefined;
  /** True where the summary was made from the whole message and has its text. */
  readonly whole?: boolean | undefined;
}

/**
 * Whether a message matches.
 * @returns undefined where more has to be known: the summary, or the text.
 */
export function matches(node: SearchNode, facts: MatchFacts): boolean | undefined {
  switch (node.kind) {
    case 'all':
      return true;
    case 'and':
      return decided(node.nodes, facts, false);
    case 'or':
      return decided(node.nodes, facts, true);
    case 'not': {
      const inner = matches(node.node, facts);
      return inner === undefined ? undefined : !inner;
    }
    case 'term':
      return (TERMS.get(node.term.name) ?? notHere)(facts, node.value);
  }
}

/** One node that is `settles` decides; one that is not known yet leaves all open. */
function decided(nodes: readonly SearchNode[], facts: MatchFacts, settles: boolean): boolean | undefined {
  let open = false;
  for (const node of nodes) {
    const found = matches(node, facts);
    if (found === settles) return settles;
    open ||= found === undefined;
  }
  return open ? undefined : !settles;
}

type Term = (facts: MatchFacts, value: string) => boolean | undefined;

function inFields(
  ...names: readonly ('author' | 'to' | 'cc' | 'bcc' | 'subject' | 'listId' | 'messageId')[]
): Term {
  return ({ summary }, value) =>
    summary && names.some((name) => comparable(summary[name]).includes(comparable(value)));
}

const inAnyField = inFields('author', 'to', 'cc', 'bcc', 'subject', 'listId', 'messageId');

const inText: Term = ({ summary, whole }, value) =>
  summary && whole === true ? comparable(summary.text).includes(comparable(value)) : undefined;

function flagged(flag: string, wanted: boolean): Term {
  return ({ flags }) => flags.has(flag) === wanted;
}

/** By the day of whoever searches, as `2026-11-21`: strings of that form compare as days do. */
function onDay(which: 'came' | 'written', test: (day: string, value: string) => boolean): Term {
  return ({ date, summary }, value) => {
    const time = which === 'came' ? (date ?? summary?.date) : summary?.date;
    if (time === null) return false;
    return time === undefined ? undefined : test(dayOf(time), value);
  };
}

const TERMS: ReadonlyMap<string, Term> = new Map<string, Term>([
  ['from', inFields('author')],
  ['to', inFields('to')],
  ['cc', inFields('cc')],
  ['bcc', inFields('bcc')],
  ['subject', inFields('subject')],
  ['list', inFields('listId')],
  ['message-id', inFields('messageId')],
  ['body', inText],
  ['text', (facts, value) => (inAnyField(facts, value) === true ? true : inText(facts, value))],
  ['keyword', ({ flags }, value) => [...flags].some((flag) => comparable(flag) === comparable(value))],
  ['since', onDay('came', (day, value) => day >= value)],
  ['before', onDay('came', (day, value) => day < value)],
  ['on', onDay('came', (day, value) => day === value)],
  ['sentsince', onDay('written', (day, value) => day >= value)],
  ['sentbefore', onDay('written', (day, value) => day < value)],
  ['larger', ({ size }, value) => (size === undefined ? undefined : size > Number(value))],
  ['smaller', ({ size }, value) => (size === undefined ? undefined : size < Number(value))],
  ['uid', ({ uid }, value) => value.split(',').includes(uid)],
  ['unseen', flagged('\\Seen', false)],
  ['unread', flagged('\\Seen', false)],
  ['seen', flagged('\\Seen', true)],
  ['read', flagged('\\Seen', true)],
  ['flagged', flagged('\\Flagged', true)],
  ['unflagged', flagged('\\Flagged', false)],
  ['answered', flagged('\\Answered', true)],
  ['unanswered', flagged('\\Answered', false)],
  ['draft', flagged('\\Draft', true)],
  ['deleted', flagged('\\Deleted', true)],
  ['attachment', hasPart('hasAttachments')],
  ['calendar', hasPart('hasCalendar')],
]);

/** The start of a message may show none of its parts. */
function hasPart(what: 'hasAttachments' | 'hasCalendar'): Term {
  return ({ summary, whole }) => (summary?.[what] === true ? true : whole === true ? false : undefined);
}

const notHere: Term = () => {
  throw new MailError('not-supported', [
    detail('A local mailbox'),
    detail('its server would have to search'),
  ]);
};

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function dayOf(time: number): string {
  const date = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
