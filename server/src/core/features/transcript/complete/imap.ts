// What can stand in the lines of an IMAP session: the grammar says which words and names, the session which of them.

import { headerFields } from '../../../registry/headerFields/index.ts';
import { stateAt } from '../../../transcript/exchanges.ts';
import { imapCapabilities, offers as hasCapability } from '../../../transcript/imap/capabilities.ts';
import { imapCommands } from '../../../transcript/imap/commands.ts';
import type { ImapRow } from '../../../transcript/imap/commands.ts';
import { isImapAllowed } from '../../../transcript/imap/control.ts';
import {
  knownKeywords,
  mailboxAttributes,
  mailboxUses,
  systemFlags,
} from '../../../transcript/imap/flags.ts';
import { expectedAt } from '../../../transcript/imap/grammar/expected.ts';
import type { ImapSessionState } from '../../../transcript/imap/session.ts';
import { UnitText } from '../../../transcript/unitText.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import { threadRows } from '../explain/imapOptionWords.ts';
import { responseRows } from '../explain/imapWords.ts';
import { ownOffset } from '../places.ts';
import { wordOffers } from './imapWordOffers.ts';
import { commandOffers, mechanismOffers, valueOffers } from './line.ts';
import type { LineContext, LineRow } from './line.ts';

/** The client's lines. */
export const imapClientLines: readonly LineRow[] = [
  { before: /^$/, when: isIdling, offers: done },
  { before: /^$/, offers: (context) => (isFirstLine(context) ? nextTag(context) : []) },
  { before: /^\S+ +$/, offers: (context) => commands(context, false) },
  { before: /^\S+ +UID +$/i, offers: (context) => commands(context, true) },
  {
    before: /^\S+ +COMPRESS +$/i,
    offers: (context) => valueOffers(context, [{ label: 'DEFLATE', summary: 'The algorithm of zlib.' }]),
  },
  // A name that is to be new is the user’s own.
  { before: /^\S+ +(?:CREATE +|RENAME +(?:"[^"]*"|\S+) +)$/i, offers: () => [] },
  { before: /^/, offers: (context) => grammar(context, 'command') },
];

/** The server's lines. */
export const imapServerLines: readonly LineRow[] = [
  { before: /^$/, offers: starts },
  {
    before: /^[^\s*+]+ +$/,
    offers: (context) =>
      valueOffers(
        context,
        STATUS.map((label) => ({ label, summary: responseRows.get(label)?.summary, insert: `${label} ` })),
      ),
  },
  { before: /^/, offers: (context) => grammar(context, 'response') },
];

/** The words and names that the grammar has for the place. */
function grammar(line: LineContext, side: 'command' | 'response'): Completion[] {
  const { text, at } = ownText(line);
  const expected = expectedAt(text, at, side);
  const context = {
    ...line,
    before: text.slice(0, expected.from),
    word: { from: line.word.from + line.typed.length - (at - expected.from), to: line.word.to },
  };
  const state = stateOf(line);
  const found = wordOffers(context, expected, context.before, state, side === 'command');
  for (const [name, offers] of NAMES) {
    if (expected.names.has(name)) found.push(...offers(context, side));
  }
  return found;
}

/** What the unit says up to the cursor, earlier lines with their literals included. */
function ownText(context: LineContext): { text: string; at: number } {
  const { session, exchange, before, typed, offset } = context;
  if (isFirstLine(context)) return { text: before + typed, at: before.length + typed.length };
  const other = exchange.speaker === 'client' ? 'server' : 'client';
  const unit = new UnitText(session, exchange.first, exchange.last, other);
  return { text: unit.text, at: ownOffset(unit, offset) };
}

/** RFC 9051 6.3.13: the client says nothing but DONE. */
function isIdling(context: LineContext): boolean {
  return context.exchange.kind === 'answer' || stateOf(context)?.idling !== undefined;
}

function done(context: LineContext): Completion[] {
  return valueOffers(context, [{ label: 'DONE', summary: 'Ends IDLE.' }]);
}

function isFirstLine({ session, exchange, line }: LineContext): boolean {
  return session.numbers[exchange.first] === line;
}

function stateOf({ document, session, exchange }: LineContext): ImapSessionState | undefined {
  const { protocol, state } = stateAt(session, document.syntax, exchange.index);
  return protocol === 'imap' ? state : undefined;
}

/** What the server has announced, implied capabilities included; undefined where that is not known. */
function announced(state: ImapSessionState | undefined): ReadonlySet<string> | undefined {
  return state?.capabilities && state.capabilities.stale === undefined ? state.capabilities.all : undefined;
}

/** The commands that the state allows and the server has announced. */
function commands(context: LineContext, uid: boolean): Completion[] {
  const state = stateOf(context);
  const known = announced(state);
  const rows = imapCommands.filter(({ verb }) => !uid || verb.startsWith(UID));
  return commandOffers(
    context,
    rows.map((row) => (uid ? { ...row, verb: row.verb.slice(UID.length) } : row)),
    (row) =>
      (!state || isImapAllowed(state.believed, row as ImapRow)) &&
      (!known || row.needs === undefined || hasCapability(known, row.needs)) &&
      !(row.verb === 'LOGIN' && known?.has('LOGINDISABLED') === true) &&
      !(row.verb === 'STARTTLS' && state?.tls === 'yes'),
  );
}

/** The tag behind the last command's: the number in it one higher. */
function nextTag(context: LineContext): Completion[] {
  const { session, exchange } = context;
  const { exchanges, all, numbers } = session;
  for (let index = exchange.index - 1; index >= Math.max(0, exchange.index - MAX_BACK); index--) {
    if (exchanges.kind(index) !== 'command') continue;
    const tag = /^\S{1,40}/.exec(all.text(numbers[exchanges.get(index).first] ?? 0))?.[0] ?? '';
    const next = tag.replace(/\d{1,9}$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
    return next === tag ? [] : valueOffers(context, [{ label: next, insert: `${next} ` }]);
  }
  return valueOffers(context, [{ label: 'a1', insert: 'a1 ' }]);
}

function mechanisms(context: LineContext): Completion[] {
  const names = stateOf(context)?.capabilities?.names;
  const given =
    names && [...names].flatMap((name) => (name.startsWith('AUTH=') ? [name.slice('AUTH='.length)] : []));
  return mechanismOffers(context, given);
}

/** For ENABLE those that are announced and not switched on; in the server's list those that are not in it. */
function capabilities(context: LineContext, side: 'command' | 'response'): Completion[] {
  const enable = side === 'command';
  const state = stateOf(context);
  const known = announced(state);
  const written = new Set(context.before.toUpperCase().split(/[ [\]]/));
  const rows = imapCapabilities.filter(
    ({ name, enable: own }) =>
      !written.has(name) &&
      (!enable ||
        (own === true && (!known || hasCapability(known, name)) && state?.enabled.has(name) !== true)),
  );
  return valueOffers(
    context,
    rows.map(({ name, summary, status }) => ({
      label: name.replace(/^IMAP4REV/, 'IMAP4rev'),
      summary,
      rank: status === 'standard' ? 1 : 2,
    })),
  );
}

/** INBOX, and what LIST has named; a reference of LIST is mostly empty. */
function mailboxes(context: LineContext): Completion[] {
  if (REFERENCE.test(context.before)) {
    return valueOffers(context, [{ label: '""', summary: 'All mailboxes.', insert: '"" ' }]);
  }
  // RFC 9051 6.3.5: INBOX cannot be removed.
  const found = new Set(/^\S+ +DELETE /i.test(context.before) ? [] : ['INBOX']);
  const { exchanges, all, numbers } = context.session;
  for (
    let index = 0;
    index < Math.min(context.exchange.index, MAX_BACK) && found.size < MAX_MAILBOXES;
    index++
  ) {
    if (exchanges.kind(index) !== 'untagged') continue;
    const text = all.text(numbers[exchanges.get(index).first] ?? 0).slice(0, MAX_TEXT);
    const name = /^\* (?:LIST|LSUB|XLIST) \([^)]*\) (?:"[^"]{0,2}"|NIL) (?:"([^"\\]+)"|([^\s"(){]+))$/i.exec(
      text,
    );
    if (name) found.add(name[1] === undefined ? (name[2] ?? '') : `"${name[1]}"`);
  }
  return valueOffers(
    context,
    Array.from(found, (label) => ({ label })),
  );
}

/** Flags by what they stand in: those of messages, of mailboxes, or uses. */
function flags(context: LineContext, side: 'command' | 'response'): Completion[] {
  const { before } = context;
  const rows = /\bUSE +\([^)]*$/i.test(before)
    ? mailboxUses
    : /^\* +(?:LIST|LSUB|XLIST)\b/i.test(before)
      ? [...mailboxAttributes, ...mailboxUses]
      : [...systemFlags, ...knownKeywords];
  const any = /PERMANENTFLAGS/i.test(before);
  const given = new Set((/\(([^()]*)$/.exec(before)?.[1] ?? '').toLowerCase().split(' '));
  return valueOffers(
    context,
    rows
      .filter(({ name }) => !given.has(name.toLowerCase()))
      .filter(({ name }) => (name === '\\*' ? any : name !== '\\Recent' || side === 'response'))
      .map(({ name, summary }) => ({ label: name, summary, rank: name.startsWith('\\') ? 1 : 2 })),
  );
}

function sets(context: LineContext): Completion[] {
  const known = announced(stateOf(context));
  const saved = known && (known.has('SEARCHRES') || known.has('IMAP4REV2'));
  return valueOffers(context, [
    { label: '1:*', summary: 'All messages.' },
    { label: '*', summary: 'The last message.', rank: 2 },
    ...(saved === true ? [{ label: '$', summary: 'What the last SEARCH with SAVE found.', rank: 2 }] : []),
  ]);
}

/** The algorithms that the server has announced. */
function threads(context: LineContext): Completion[] {
  const known = announced(stateOf(context));
  const rows = Array.from(threadRows).filter(([name]) => known?.has(`THREAD=${name}`) ?? true);
  return valueOffers(
    context,
    rows.map(([label, { summary }]) => ({ label, summary, insert: `${label} ` })),
  );
}

/** Names of header fields where they are wanted; elsewhere a string of the user's own. */
function strings(context: LineContext): Completion[] {
  if (!/\bHEADER(?:\.FIELDS(?:\.NOT)?)? +\(?[^()]*$/i.test(context.before)) return [];
  return valueOffers(
    context,
    headerFields
      .filter(({ places }) => places.includes('message'))
      .map(({ name, summary }) => ({ label: name, summary })),
  );
}

const texts =
  (...rows: readonly (readonly [label: string, summary: string])[]) =>
  (context: LineContext): Completion[] =>
    valueOffers(
      context,
      rows.map(([label, summary]) => ({ label, summary })),
    );

type Offers = (context: LineContext, side: 'command' | 'response') => Completion[];

/** What stands for a name of the grammar. */
const NAMES: readonly (readonly [name: string, offers: Offers])[] = [
  ['mailbox', mailboxes],
  ['list-mailbox', texts(['*', 'All mailboxes.'], ['%', 'The mailboxes of the first level.'])],
  ['flag', flags],
  ['flag-list', (context) => valueOffers(context, [{ label: '(\\Seen)', summary: 'Flags of the message.' }])],
  ['sequence-set', sets],
  ['uid-set', sets],
  ['capability', capabilities],
  ['sasl-mechanism', mechanisms],
  ['thread-algorithm', threads],
  ['charset', texts(['UTF-8', 'All characters.'], ['US-ASCII', 'Plain ASCII.'])],
  ['astring', strings],
  [
    'status-atts',
    texts(['(MESSAGES UNSEEN)', 'How many messages there are, and how many of them nobody has read.']),
  ],
  ['nil', (context, side) => (side === 'response' ? texts(['NIL', 'None.'])(context) : [])],
];

/** `*`, `+`, and the tags that wait for their answer. */
function starts(context: LineContext): Completion[] {
  const waiting = (stateOf(context)?.inFlight ?? []).slice(-MAX_WAITING);
  return valueOffers(context, [
    ...waiting.map(({ tag, verb }) => ({ label: tag, insert: `${tag} `, summary: `The answer to ${verb}.` })),
    { label: '*', insert: '* ', summary: 'A response without a tag.', rank: 2 },
    ...(waiting.length > 0 ? [{ label: '+', insert: '+ ', summary: 'The client may go on.', rank: 3 }] : []),
  ]);
}

const UID = 'UID ';
const STATUS = ['OK', 'NO', 'BAD'];
/** In front of the reference of LIST. */
const REFERENCE = /^\S+ +(?:LIST|LSUB|XLIST|RLIST|RLSUB) +(?:\([^)]*\) +)?$/i;
const MAX_BACK = 5000;
const MAX_MAILBOXES = 200;
const MAX_TEXT = 400;
const MAX_WAITING = 20;
