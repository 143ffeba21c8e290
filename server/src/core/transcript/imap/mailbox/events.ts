// What the units of a session say of a mailbox: each read once, most of them without their tree.

import type { Session } from '../../exchange.ts';
import type { SyntaxCache } from '../../syntaxCache.ts';
import type { MailboxSessionState, MailboxState } from '../mailboxState.ts';
import { esearch, responseCode, searchNumbers } from '../views/response.ts';
import type { EsearchView, ResponseCodeView } from '../views/response.ts';
import { sequenceSet } from '../views/sequenceSet.ts';
import type { SequenceSetView } from '../views/sequenceSet.ts';
import { mailboxNames } from '../views/mailboxes.ts';
import { mailboxCommand } from './command.ts';
import type { MailboxCommand } from './command.ts';
import { parsedFacts, usualFacts } from './fetchFacts.ts';
import type { FetchFacts, FlagLists } from './fetchFacts.ts';
import type { FlagList, MessageRecord } from './messageRecord.ts';
import type { RecentMessages } from './recentMessages.ts';
import { UnitSource } from './unitSource.ts';

/** Why a UID cannot be taken for that of its message. */
export type UidFault = 'invalid' | 'changed' | 'order';

/** A FETCH response. */
export interface FetchEvent {
  readonly kind: 'fetch';
  /** The message; undefined for a UIDFETCH of an unknown one (RFC 9586). */
  readonly number: number | undefined;
  readonly facts: FetchFacts;
  /** What was known of the message. */
  readonly known: MessageRecord | undefined;
  readonly uidFault: UidFault | undefined;
  /** True where it is \Recent, and another session of the log was told so before. */
  readonly recentElsewhere: boolean;
}

/** What a unit says. */
export type MailboxEvent =
  | FetchEvent
  | { readonly kind: 'exists' | 'recent' | 'expunge'; readonly number: number }
  | { readonly kind: 'vanished'; readonly earlier: boolean; readonly uids: SequenceSetView }
  | { readonly kind: 'flags'; readonly flags: FlagList }
  | {
      readonly kind: 'search';
      readonly numbers: readonly number[];
      readonly results: EsearchView | undefined;
    }
  | { readonly kind: 'status'; readonly mailbox: string; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'capability' | 'enabled'; readonly names: readonly string[] }
  | { readonly kind: 'list' | 'elision' }
  | { readonly kind: 'code'; readonly code: ResponseCodeView }
  | { readonly kind: 'command'; readonly command: MailboxCommand }
  | {
      readonly kind: 'reply';
      readonly status: 'OK' | 'NO' | 'BAD';
      readonly code: ResponseCodeView | undefined;
      /** Undefined where no command with its tag was seen. */
      readonly command: MailboxCommand | undefined;
    };

export type MailboxEventKind = MailboxEvent['kind'];

/** One unit with what it says, and what is known in front of it. What rules of scope `mailbox` are called with. */
export interface MailboxUnit {
  readonly session: Session;
  /** The unit's number in the session. */
  readonly index: number;
  readonly event: MailboxEvent;
  /** Holds for as long as the unit is looked at. */
  readonly state: MailboxSessionState;
  readonly source: UnitSource;
  /** How many more messages may be compared with results: a session can search for all of them any number of times. */
  readonly allowance: { left: number };
}

/** The mailbox that data is about: the one being opened, else the one selected. */
export function dataMailbox({ opening, selected }: MailboxSessionState): MailboxState | undefined {
  return opening ?? selected;
}

/** What one pass over a session shares. */
export interface MailboxTools extends Pick<MailboxUnit, 'allowance'> {
  readonly cache: SyntaxCache;
  readonly flags: FlagLists;
  readonly recents: RecentMessages;
}

/** What one unit says of mailboxes; undefined for one that says nothing. */
export function readMailboxUnit(
  session: Session,
  index: number,
  state: MailboxSessionState,
  tools: MailboxTools,
): MailboxUnit | undefined {
  const kind = session.exchanges.kind(index);
  if (kind === 'answer' || kind === 'continuation' || kind === 'data') return undefined;
  const source = new UnitSource(session, index, tools.cache);
  const event =
    kind === 'note'
      ? noteEvent(source)
      : kind === 'command'
        ? commandEvent(source, index)
        : kind === 'reply'
          ? replyEvent(source, state)
          : dataEvent(source, state, tools);
  return event && { session, index, event, state, source, allowance: tools.allowance };
}

function noteEvent(source: UnitSource): MailboxEvent | undefined {
  return ELISION.test(source.first) ? { kind: 'elision' } : undefined;
}

function commandEvent({ unit, syntax }: UnitSource, index: number): MailboxEvent | undefined {
  const command = mailboxCommand(index, unit.text, syntax);
  return command && { kind: 'command', command };
}

function replyEvent(source: UnitSource, state: MailboxSessionState): MailboxEvent | undefined {
  const [, tag, word = ''] = REPLY.exec(source.first) ?? [];
  if (tag === undefined) return undefined;
  const status = word.toUpperCase() as 'OK' | 'NO' | 'BAD';
  const code = source.first.includes('[') ? responseCode(source.unit.text, source.syntax) : undefined;
  return { kind: 'reply', status, code, command: state.pending.find((each) => each.tag === tag) };
}

function dataEvent(
  source: UnitSource,
  state: MailboxSessionState,
  tools: MailboxTools,
): MailboxEvent | undefined {
  const numbered = NUMBERED.exec(source.first);
  if (numbered) {
    const number = Number(numbered[1]);
    const name = (numbered[2] ?? '').toUpperCase();
    if (name === 'FETCH' || name === 'UIDFETCH') return fetchEvent(source, number, name, state, tools);
    return { kind: name.toLowerCase() as 'exists' | 'recent' | 'expunge', number };
  }
  const name = NAMED.exec(source.first)?.[1]?.toUpperCase();
  return name === undefined ? undefined : namedEvents[name]?.(source, tools.flags);
}

const namedEvents: Readonly<
  Record<string, (source: UnitSource, flags: FlagLists) => MailboxEvent | undefined>
> = {
  OK: codeEvent,
  NO: codeEvent,
  BAD: codeEvent,
  PREAUTH: codeEvent,
  FLAGS: ({ unit }, flags) => {
    const list = /\(([^()]*)\)/.exec(unit.text)?.[1];
    return list === undefined ? undefined : { kind: 'flags', flags: flags.of(list) };
  },
  SEARCH: numbersEvent,
  SORT: numbersEvent,
  THREAD: () => ({ kind: 'search', numbers: [], results: undefined }),
  ESEARCH: ({ unit, syntax }) => ({ kind: 'search', numbers: [], results: esearch(unit.text, syntax) }),
  VANISHED: ({ unit }) => {
    const [, earlier, set] = /^\* VANISHED( \(EARLIER\))? ([\d:,*]+)$/i.exec(unit.text.trimEnd()) ?? [];
    if (set === undefined) return undefined;
    return { kind: 'vanished', earlier: earlier !== undefined, uids: sequenceSet(set) };
  },
  STATUS: ({ unit, syntax }) => {
    const mailbox = mailboxNames(unit.text, syntax)[0];
    if (!mailbox) return undefined;
    const pairs = unit.text.slice(mailbox.to).matchAll(/([A-Z]+) +\(?(\d+)/gi);
    return {
      kind: 'status',
      mailbox: mailbox.name,
      values: new Map(Array.from(pairs, ([, name = '', value = '']) => [name.toUpperCase(), value])),
    };
  },
  ENABLED: ({ unit }) => ({ kind: 'enabled', names: words(unit.text, 2) }),
  CAPABILITY: ({ unit }) => ({ kind: 'capability', names: words(unit.text, 2) }),
  LIST: () => ({ kind: 'list' }),
};

function codeEvent({ first, unit, syntax }: UnitSource): MailboxEvent | undefined {
  if (!first.includes('[')) return undefined;
  const code = responseCode(unit.text, syntax);
  if (code?.name === 'CAPABILITY') return { kind: 'capability', names: words(code.argument, 0) };
  return code && { kind: 'code', code };
}

function numbersEvent({ unit, syntax }: UnitSource): MailboxEvent {
  return { kind: 'search', numbers: searchNumbers(unit.text, syntax), results: undefined };
}

function fetchEvent(
  source: UnitSource,
  written: number,
  name: string,
  state: MailboxSessionState,
  { flags, recents }: MailboxTools,
): MailboxEvent | undefined {
  const facts =
    usualFacts(source.first, source.last, flags) ?? parsedFacts(source.unit.text, source.syntax, flags);
  if (!facts) return undefined;
  const mailbox = dataMailbox(state);
  const byUid = name === 'UIDFETCH';
  const number = byUid ? mailbox?.messages.numberOf(written) : written;
  const known = number === undefined ? undefined : mailbox?.messages.get(number);
  const uid = byUid ? written : facts.news.uid;
  return {
    kind: 'fetch',
    number,
    facts: byUid ? { ...facts, news: { ...facts.news, uid } } : facts,
    known,
    uidFault: byUid ? undefined : uidFault(written, facts, known, mailbox),
    recentElsewhere:
      facts.news.flags?.names.has('\\recent') === true &&
      recents.take(source.session, state, uid ?? known?.uid),
  };
}

function uidFault(
  number: number,
  { news, uid: written }: FetchFacts,
  known: MessageRecord | undefined,
  mailbox: MailboxState | undefined,
): UidFault | undefined {
  const { uid } = news;
  // What is no number at all is a matter of syntax.
  if (uid === undefined) return written !== undefined && DIGITS.test(written) ? 'invalid' : undefined;
  if (uid === 0 || uid > MAX_UID) return 'invalid';
  if (!mailbox || known?.uid === uid) return undefined;
  if (known?.uid !== undefined) return 'changed';
  const { messages } = mailbox;
  if (messages.maxUid < uid) return messages.uidBehind(number) < Infinity ? 'order' : undefined;
  return uid <= messages.uidBefore(number) || uid >= messages.uidBehind(number) ? 'order' : undefined;
}

function words(text: string, skip: number): string[] {
  return text.trim().toUpperCase().split(/\s+/).slice(skip);
}

const REPLY = /^(\S+) +(OK|NO|BAD)(?: |$)/i;
const NUMBERED = /^\* (\d{1,10}) (EXISTS|RECENT|EXPUNGE|FETCH|UIDFETCH)\b/i;
const NAMED = /^\* ([A-Z]+)/i;
/** A remark that stands for lines that were left out. */
const ELISION = /\.\.\.|…|\bsnip|\bskip|\bomitted\b|\btime passes\b|\blater\b/i;
const DIGITS = /^\d+$/;
const MAX_UID = 4_294_967_295;
