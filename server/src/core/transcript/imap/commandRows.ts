// How the rows of IMAP's command table are written.

import type { Reference } from '../../registry/reference.ts';
import type { ArgumentRow, CommandRow } from '../commandRow.ts';

/** The states of a session (RFC 9051 3). */
export const imapStates = ['not-authenticated', 'authenticated', 'selected', 'logout'] as const;
export type ImapState = (typeof imapStates)[number];
export type ImapRow = CommandRow<ImapState>;

const ARGUMENTS = {
  mailbox: 'A mailbox; INBOX in any case, others as the server writes them.',
  'sequence-set': 'Messages by number, such as 2:4,7,9:*.',
  'uid-set': 'Messages by unique identifier, such as 4827313:4828442.',
  fetch: 'What to fetch: one attribute, a list in parentheses, or a macro.',
  'store-att-flags': 'Which flags to set, add or take away.',
  'search-key': 'What the messages have to be like.',
  'sort-criteria': 'By what to sort.',
  charset: 'The charset of the words searched for.',
  'thread-alg': 'How to group messages.',
  identifier: 'A user, or a group of users.',
  'mod-rights': 'The rights to set, add or take away.',
  entries: 'Names of annotations.',
  'entry-values': 'Names of annotations with their values.',
  'flag-list': 'Flags of the new message.',
  'date-time': 'The internal date of the new message.',
  'append-data': 'The message, as a literal.',
  'quota-root': 'A quota root.',
} as const satisfies Record<string, string>;

/** An argument by its ABNF name; `?` at the end: optional. */
function argument(written: keyof typeof ARGUMENTS | `${keyof typeof ARGUMENTS}?` | ArgumentRow): ArgumentRow {
  if (typeof written !== 'string') return written;
  const optional = written.endsWith('?');
  const name = (optional ? written.slice(0, -1) : written) as keyof typeof ARGUMENTS;
  return { name, grammar: name, summary: ARGUMENTS[name], ...(optional && { optional }) };
}

/** What a command has beside states and summary. */
export interface Given {
  readonly arguments?: readonly Parameters<typeof argument>[0][];
  readonly leadsTo?: ImapState;
  readonly needs?: string;
  readonly continues?: boolean;
  readonly status?: CommandRow['status'];
}

/** Makes a row of the table. */
export function row(
  verb: string,
  states: readonly ImapState[],
  summary: string,
  references: readonly Reference[],
  given: Given = {},
): ImapRow {
  return {
    verb,
    states,
    summary,
    references,
    arguments: (given.arguments ?? []).map(argument),
    replies: { success: ['OK'], failure: ['NO', 'BAD'] },
    status: given.status ?? (given.needs === undefined ? 'standard' : 'extension'),
    ...(given.leadsTo && { leadsTo: given.leadsTo }),
    ...(given.needs !== undefined && { needs: given.needs }),
    ...(given.continues !== undefined && { continues: given.continues }),
  };
}

/** An argument of one command alone. */
export const other = (name: string, summary: string, more: Partial<ArgumentRow> = {}): ArgumentRow => ({
  name,
  grammar: name,
  summary,
  ...more,
});
