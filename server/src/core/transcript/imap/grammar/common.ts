// Productions that commands and responses share: strings, mailboxes, flags, extension values (RFC 9051 9, RFC 4466 6).

import { Kind } from '../../../syntax/kinds.ts';
import { checkMailbox } from './mailboxName.ts';
import type { Cursor } from './cursor.ts';
import type { ProductionRows } from './table.ts';

/** RFC 5464 3.2: what stands in quotes has the form of an entry's name too. */
function checkEntry(cursor: Cursor, from: number, to: number): void {
  const name = QUOTED.exec(cursor.text.slice(from, to))?.[1];
  if (name === undefined) return;
  if (!name.startsWith('/')) cursor.fault('entry-quoted', from, to);
  else if (/[*%]/.test(name)) cursor.fault('entry-name', from, to);
}

/** RFC 4314 2: letters and digits, with a sign in front where rights are added or removed. */
function checkRights(cursor: Cursor, from: number, to: number): void {
  const rights = QUOTED.exec(cursor.text.slice(from, to))?.[1] ?? cursor.text.slice(from, to);
  if (!/^[+-]?[0-9a-z]*$/.test(rights) && !/^~?\{/.test(rights)) cursor.fault('rights', from, to);
}

export const commonProductions = {
  string: { abnf: 'quoted / literal', code: 'string' },
  nstring: { abnf: 'nil / quoted / literal', code: 'nstring' },
  astring: { abnf: 'astring-atom / quoted / literal', code: 'astring' },
  nstring8: { abnf: 'nil / quoted / literal8', code: 'nstring' },
  nastring: { abnf: 'nil / astring', code: 'astring' },
  mailbox: { abnf: 'astring', kind: Kind.MailboxName, code: 'mailbox', check: checkMailbox },
  'list-mailbox': { abnf: 'list-atom / quoted / literal', kind: Kind.ListMailbox, code: 'mailbox' },
  'flag-list': { abnf: '"(" [flag *(SP flag)] ")"', kind: Kind.FlagList },
  charset: { abnf: 'charset-name / literal', code: 'charset' },
  'object-ids': '"(" object-id ")"',
  rights: { abnf: 'astring', kind: Kind.Rights, code: 'rights', check: checkRights },
  date: { abnf: 'date-text', code: 'date' },
  entry: {
    abnf: 'entry-atom / quoted / literal / entry-bare',
    kind: Kind.EntryName,
    code: 'entry-name',
    check: checkEntry,
  },
  'entry-bare': {
    abnf: 'atom',
    kind: Kind.EntryName,
    check: (cursor, from, to) => cursor.fault('entry-slash', from, to),
  },
  entries: '"(" entry *(SP entry) ")" / entry',
  'entry-values': '"(" entry SP nstring8 *(SP entry SP nstring8) ")"',
  'entry-pattern-name': {
    abnf: 'entry-pattern / quoted / literal',
    kind: Kind.EntryName,
    code: 'entry-name',
  },
  // RFC 5257 5: annotations of messages.
  'entry-att': 'entry SP "(" astring SP nstring8 *(SP astring SP nstring8) ")"',
  annotations: '"(" entry-att *(SP entry-att) ")"',
  // RFC 4466 6: tagged-ext-val, and what else an extension may write.
  'extension-value': {
    abnf: 'extension-list / sequence-set / partial-range / quoted / literal8',
    kind: Kind.ExtensionValue,
    code: 'text-unexpected',
  },
  'extension-list': { abnf: '"(" *([SP] extension-item) ")"', kind: Kind.ExtensionValue },
  'extension-item': 'extension-list / any-atom / quoted / literal8',
  'extension-arguments': '*(SP extension-argument)',
  'extension-argument': 'extension-list / section / any-atom / quoted / literal8',
  'quota-limit': { abnf: 'atom SP number64', kind: Kind.QuotaResource },
  'id-params': {
    abnf: 'nil / "(" [string SP nstring *(SP string SP nstring)] ")"',
    kind: Kind.IdParams,
    code: 'nil',
  },
  'status-atts': {
    abnf: '"(" {status-items} *(SP {status-items}) ")"',
    kind: Kind.StatusAtts,
  },
} as const satisfies ProductionRows;

const QUOTED = /^"(.*)"$/;
