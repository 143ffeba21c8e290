// What can stand in the lines of an IMAP session.

import { stateAt } from '../../../transcript/exchanges.ts';
import { imapCapabilities, offers as hasCapability } from '../../../transcript/imap/capabilities.ts';
import { imapCommands } from '../../../transcript/imap/commands.ts';
import type { ImapRow } from '../../../transcript/imap/commands.ts';
import { isImapAllowed } from '../../../transcript/imap/control.ts';
import { knownKeywords, systemFlags } from '../../../transcript/imap/flags.ts';
import { imapResponseCodes } from '../../../transcript/imap/responseCodes.ts';
import type { ImapSessionState } from '../../../transcript/imap/session.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import { fetchItems, responseRows, searchKeyRows, statusItemRows } from '../explain/imapWords.ts';
import type { WordRows } from '../explain/imapWords.ts';
import { commandOffers, mechanismOffers, valueOffers } from './line.ts';
import type { LineContext, LineRow } from './line.ts';

const words =
  (rows: WordRows) =>
  (context: LineContext): Completion[] =>
    valueOffers(
      context,
      Array.from(rows, ([label, { summary }]) => ({ label, summary })),
    );

/** The client's lines. */
export const imapClientLines: readonly LineRow[] = [
  { before: /^$/, offers: nextTag },
  { before: /^\S+ +$/, offers: (context) => commands(context, false) },
  { before: /^\S+ +UID +$/i, offers: (context) => commands(context, true) },
  { before: /^\S+ +AUTHENTICATE +$/i, offers: mechanisms },
  { before: /^\S+ +ENABLE +(?:\S+ +)*$/i, offers: (context) => capabilities(context, true) },
  {
    before:
      /^\S+ +(?:SELECT|EXAMINE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE|STATUS|APPEND|GETACL|MYRIGHTS|GETQUOTAROOT) +"?$/i,
    offers: mailboxes,
  },
  { before: /^\S+ +(?:UID +)?(?:COPY|MOVE) +\S+ +"?$/i, offers: mailboxes },
  { before: /^\S+ +STATUS +(?:"[^"]*"|\S+) +\((?:\S+ +)*$/i, offers: words(statusItemRows) },
  { before: /^\S+ +(?:UID +)?STORE +\S+ +(?:\([^)]*\) +)?$/i, offers: storeItems },
  {
    before: /^\S+ +(?:(?:UID +)?STORE +\S+ +.*FLAGS(?:\.SILENT)? +|APPEND +(?:"[^"]*"|\S+) +)\(?(?:\S+ +)*$/i,
    offers: flags,
  },
  { before: /^\S+ +(?:UID +)?FETCH +\S+ +.*[ (]$/i, offers: words(fetchItems) },
  {
    before: /^\S+ +(?:UID +)?(?:SEARCH|SORT +\([^)]*\) +\S+|THREAD +\S+ +\S+) +(?:.*[ (])?$/i,
    offers: words(searchKeyRows),
  },
];

/** The server's lines. */
export const imapServerLines: readonly LineRow[] = [
  { before: /^$/, offers: starts },
  { before: /^\* +(?:\d+ +)?$/, offers: words(responseRows) },
  {
    before: /^[^\s*+]+ +$/,
    offers: (context) =>
      valueOffers(
        context,
        STATUS.map((label) => ({ label, summary: responseRows.get(label)?.summary, insert: `${label} ` })),
      ),
  },
  { before: /^\S+ +(?:OK|NO|BAD|BYE|PREAUTH) +\[$/i, offers: responseCodes },
  {
    before: /^\S+ +(?:(?:OK|PREAUTH) +\[)?CAPABILITY +(?:\S+ +)*$/i,
    offers: (context) => capabilities(context, false),
  },
  { before: /^\* +(?:FLAGS|OK +\[PERMANENTFLAGS|\d+ +FETCH +\(.*FLAGS) +\((?:\S+ +)*$/i, offers: flags },
];

function stateOf({ document, session, exchange }: LineContext): ImapSessionState | undefined {
  const { protocol, state } = stateAt(session, document.syntax, exchange.index);
  return protocol === 'imap' ? state : undefined;
}

/** The commands that the state allows and the server has announced. */
function commands(context: LineContext, uid: boolean): Completion[] {
  const state = stateOf(context);
  const known =
    state?.capabilities && state.capabilities.stale === undefined ? state.capabilities.all : undefined;
  const rows = imapCommands.filter(({ verb }) => !uid || verb.startsWith('UID '));
  return commandOffers(
    context,
    rows.map((row) => (uid ? { ...row, verb: row.verb.slice(UID.length) } : row)),
    (row) =>
      (!state || isImapAllowed(state.believed, row as ImapRow)) &&
      (!known || row.needs === undefined || hasCapability(known, row.needs)),
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
  const announced =
    names && [...names].flatMap((name) => (name.startsWith('AUTH=') ? [name.slice('AUTH='.length)] : []));
  return mechanismOffers(context, announced);
}

function capabilities(context: LineContext, enable: boolean): Completion[] {
  const rows = imapCapabilities.filter((row) => !enable || row.enable === true);
  return valueOffers(
    context,
    rows.map(({ name, summary, status }) => ({ label: name, summary, rank: status === 'standard' ? 1 : 2 })),
  );
}

/** INBOX, and what LIST has named. */
function mailboxes(context: LineContext): Completion[] {
  const found = new Set(['INBOX']);
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
    if (name) {
      found.add(
        name[1] === undefined ? (name[2] ?? '') : context.before.endsWith('"') ? name[1] : `"${name[1]}"`,
      );
    }
  }
  return valueOffers(
    context,
    Array.from(found, (label) => ({ label })),
  );
}

function storeItems(context: LineContext): Completion[] {
  return valueOffers(
    context,
    STORE.map(([label, summary]) => ({ label, summary, insert: `${label} (` })),
  );
}

function flags(context: LineContext): Completion[] {
  return valueOffers(
    context,
    [...systemFlags, ...knownKeywords].map(({ name, summary }) => ({
      label: name,
      summary,
      rank: name.startsWith('\\') ? 1 : 2,
    })),
  );
}

function responseCodes(context: LineContext): Completion[] {
  return valueOffers(
    context,
    imapResponseCodes.map(({ code, summary }) => ({ label: code, summary })),
  );
}

/** `*`, `+`, and the tags that wait for their answer. */
function starts(context: LineContext): Completion[] {
  const waiting = (stateOf(context)?.inFlight ?? []).slice(-MAX_WAITING);
  return valueOffers(context, [
    ...waiting.map(({ tag, verb }) => ({ label: tag, insert: `${tag} `, summary: `The answer to ${verb}.` })),
    { label: '*', insert: '* ', summary: 'A response without a tag.', rank: 2 },
    { label: '+', insert: '+ ', summary: 'The client may go on.', rank: 3 },
  ]);
}

const UID = 'UID ';
const STATUS = ['OK', 'NO', 'BAD'];
const STORE: readonly (readonly [string, string])[] = [
  ['FLAGS', 'These flags and no others.'],
  ['+FLAGS', 'These flags too.'],
  ['-FLAGS', 'These flags no more.'],
  ['FLAGS.SILENT', 'These flags and no others, without an answer for each message.'],
  ['+FLAGS.SILENT', 'These flags too, without an answer for each message.'],
  ['-FLAGS.SILENT', 'These flags no more, without an answer for each message.'],
];
const MAX_BACK = 5000;
const MAX_MAILBOXES = 200;
const MAX_TEXT = 400;
const MAX_WAITING = 20;
