// A POP3 session as a fold over its units: what is known of it in front of each.

import type { AnyExchange, Exchange, Session } from '../exchange.ts';
import { isElision } from '../dialect/remarks.ts';
import type { LineFault } from '../lineScanner.ts';
import type { SyntaxCache } from '../syntaxCache.ts';
import type { Machine } from '../units.ts';
import { UnitText } from '../unitText.ts';
import type { Pop3Row } from './commands.ts';
import { accepted, believed, EVERY_STATE, MAX_BELIEVED, refused, statesOf } from './control.ts';
import type { Pop3StateSet } from './control.ts';
import { argumentText, parsePop3Command } from './grammar.ts';
import type { Pop3CommandSyntax } from './grammar.ts';
import { ListedMaildrops } from './listedMaildrops.ts';
import { ListedMessages } from './listedMessages.ts';
import { listingKinds, parsePop3Listing } from './listing.ts';
import type { ListedCapability, ListingKind, Pop3ListingSyntax } from './listing.ts';
import { newMaildrop, withCount, withDeleted, withOctets, withoutMarks, withSize } from './maildrop.ts';
import type { Maildrop } from './maildrop.ts';
import { mayStandForLines } from './noteLines.ts';
import { parsePop3Reply } from './reply.ts';
import type { Pop3ReplySyntax, ReplyShape } from './reply.ts';
import { Waiting } from './waiting.ts';
import type { Pop3Said } from './waiting.ts';

/** Yes, no, or not to be told from an excerpt. */
export type Known = 'yes' | 'no' | 'unknown';

/** A command or an answer to a challenge, the answer that gives up a login, lines of the server. */
export type Spoken = 'command' | 'cancel' | 'data';

/** What is known of a session at a place; plain and immutable. */
export interface Pop3SessionState {
  /** The states that the replies so far allow. */
  readonly control: Pop3StateSet;
  /** Those that hold once the waiting commands are answered, whatever the answers are. */
  readonly believed: Pop3StateSet;
  /** Commands without a reply, oldest first. */
  readonly waiting: Waiting;
  /** The greeting: its unit and what it says; undefined where the log has none. */
  readonly greeting: { readonly index: number; readonly reply: Pop3ReplySyntax } | undefined;
  /** The last command that was answered with +OK, and its reply: its lines follow. */
  readonly answered: (Pop3Said & { readonly reply: Pop3ReplySyntax; readonly repliedAt: number }) | undefined;
  /** What the server announced, by tag; undefined where that is not known. */
  readonly capabilities: ReadonlyMap<string, ListedCapability> | undefined;
  /** True where the log may have left some of them out. */
  readonly someCapabilities: boolean;
  /** The unit that announced it. */
  readonly capabilitiesFrom: number | undefined;
  /** True where `capabilities` was said before TLS began and counts no more (RFC 2595 4). */
  readonly stale: boolean;
  readonly tls: Known;
  readonly authenticated: Known;
  /** The name that USER or APOP gave. */
  readonly user: string | undefined;
  /** The APOP that was said last. */
  readonly apop: Pop3Said | undefined;
  /** True behind an accepted UTF8 (RFC 6856 2.1): messages and texts may hold UTF-8. */
  readonly utf8: boolean;
  /** True behind an accepted LANG (RFC 6856 3.2): texts may hold UTF-8. */
  readonly lang: boolean;
  /** What was said last, but for replies to it; undefined at the start and behind a remark of the log. */
  readonly spoken: Spoken | undefined;
  /** True once the server was heard: a log of the client's side alone has no replies to wait for. */
  readonly heard: boolean;
  readonly maildrop: Maildrop;
}

/** One unit with what is known in front of it. */
export interface Pop3Exchange extends AnyExchange {
  readonly protocol: 'pop3';
  readonly state: Pop3SessionState;
  /** For a command. */
  readonly command: Pop3CommandSyntax | undefined;
  /** For a greeting, a reply. */
  readonly reply: Pop3ReplySyntax | undefined;
  /** For the lines of LIST, UIDL, CAPA, LANG, AUTH; then `unit` is all of them. */
  readonly listing: Pop3ListingSyntax | undefined;
  /** The same for LIST and UIDL. */
  readonly listed: ListedMessages | undefined;
  /** What listings make of the maildrop. */
  readonly maildrops: ListedMaildrops;
  /** For what the server says: the command it answers. */
  readonly asked: Pop3Said | undefined;
}

/** How a POP3 session is read unit by unit. */
export const pop3Machine: Machine<Pop3SessionState, Pop3Exchange> = {
  initial: initialState,
  view: viewOf,
  step,
};

function viewOf(session: Session, index: number, state: Pop3SessionState, cache: SyntaxCache): Pop3Exchange {
  const exchange = session.exchanges.get(index);
  const { kind } = exchange;
  const lines = kind === 'data' ? listingKind(exchange) : undefined;
  const listed =
    lines === 'scan' || lines === 'uid' ? new ListedMessages(session, exchange, lines) : undefined;
  // Tools put remarks between the lines of a listing.
  const unit =
    listed?.unit ??
    (lines
      ? new UnitText(session, exchange.first, exchange.last, 'note')
      : new UnitText(session, exchange.first, textEnd(exchange)));
  const asked = askedBy(exchange, state);
  const command = kind === 'command' ? cache.of('pop3', unit.text, parsePop3Command) : undefined;
  const reply =
    kind === 'reply' || kind === 'greeting' ? replySyntax(unit.text, kind, asked, cache) : undefined;
  const listing =
    listed ?? (lines && cache.of(`pop3 lines ${lines}`, unit.text, (text) => parsePop3Listing(text, lines)));
  const faults: readonly LineFault[] = (command ?? reply ?? listing)?.faults ?? [];
  const maildrops = cache.beside('pop3 maildrops', () => new ListedMaildrops());
  const parts = { unit, command, reply, listing, listed, maildrops };
  return { protocol: 'pop3', session, exchange, state, ...parts, asked, faults };
}

function askedBy({ repliesTo }: Exchange, { waiting, answered }: Pop3SessionState): Pop3Said | undefined {
  if (repliesTo === undefined) return undefined;
  return answered?.index === repliesTo ? answered : waiting.find(repliesTo);
}

function listingKind({ row }: Exchange): ListingKind | undefined {
  const verb = row?.verb ?? '';
  return Object.hasOwn(listingKinds, verb) ? listingKinds[verb as keyof typeof listingKinds] : undefined;
}

/** A message is read through a lens, not as one text; of lines that are no reply the first says enough. */
function textEnd({ kind, first, last }: Exchange): number {
  return kind === 'command' || kind === 'answer' ? last : Math.min(last, first + 1);
}

function replySyntax(
  text: string,
  kind: 'reply' | 'greeting',
  asked: Pop3Said | undefined,
  cache: SyntaxCache,
): Pop3ReplySyntax {
  const shape = kind === 'greeting' ? 'greeting' : asked ? shapeOf(asked.syntax) : 'text';
  return cache.of(`pop3 ${shape}`, text, (own) => parsePop3Reply(own, shape));
}

function shapeOf({ verb, arguments: [first] }: Pop3CommandSyntax): ReplyShape {
  switch (verb) {
    case 'STAT':
      return 'stat';
    case 'LIST':
      return first ? 'scan' : 'text';
    case 'UIDL':
      return first ? 'uid' : 'text';
    case 'RETR':
    case 'TOP':
      return 'retr';
    default:
      return 'text';
  }
}

/** Nothing is known of a session that starts in the middle. */
function initialState({ startsWithGreeting }: Session): Pop3SessionState {
  const control = startsWithGreeting ? statesOf(['authorization']) : EVERY_STATE;
  const known = startsWithGreeting ? 'no' : 'unknown';
  return {
    control,
    believed: control,
    waiting: Waiting.none,
    greeting: undefined,
    answered: undefined,
    capabilities: undefined,
    someCapabilities: false,
    capabilitiesFrom: undefined,
    stale: false,
    tls: known,
    authenticated: known,
    user: undefined,
    apop: undefined,
    utf8: false,
    lang: false,
    spoken: undefined,
    heard: false,
    maildrop: newMaildrop(false),
  };
}

function step(state: Pop3SessionState, view: Pop3Exchange): Pop3SessionState {
  const next = change(state, view);
  const spoken = spokenBehind(state, view);
  return next.spoken === spoken ? next : { ...next, spoken };
}

function spokenBehind(
  { spoken }: Pop3SessionState,
  { exchange, reply, unit }: Pop3Exchange,
): Spoken | undefined {
  switch (exchange.kind) {
    case 'command':
      return 'command';
    case 'answer':
      // An excerpt may start inside a login: its last reply answers an AUTH that is not in it.
      if (exchange.repliesTo === undefined) return undefined;
      return unit.text.trim() === '*' ? 'cancel' : 'command';
    case 'note':
      // A comment stands for nothing that was said; other remarks may.
      return unit.text.startsWith('#') ? spoken : undefined;
    case 'data':
      return spoken === undefined ? undefined : 'data';
    case 'reply':
      return spoken !== undefined && reply?.status !== undefined ? 'command' : spoken;
    default:
      return spoken;
  }
}

function change(state: Pop3SessionState, view: Pop3Exchange): Pop3SessionState {
  const { exchange, command, reply, listing } = view;
  if (command) return said(state, exchange.index, command);
  if (exchange.kind === 'greeting' && reply) {
    return { ...state, heard: true, greeting: { index: exchange.index, reply } };
  }
  if (exchange.kind === 'reply' && reply) return replied(state, view, reply);
  if (exchange.kind === 'note' && isElision(view.unit.text.trim())) return elided(state);
  return listing ? listed(state, view, listing) : state;
}

/** Behind lines that were left out everything may have happened; what was said of messages still holds. */
function elided(state: Pop3SessionState): Pop3SessionState {
  const { sizes, sum, uids } = state.maildrop;
  return {
    ...state,
    control: EVERY_STATE,
    believed: EVERY_STATE,
    someCapabilities: true,
    stale: false,
    tls: 'unknown',
    authenticated: 'unknown',
    maildrop: { ...newMaildrop(false), sizes, sum, uids },
  };
}

function said(state: Pop3SessionState, index: number, syntax: Pop3CommandSyntax): Pop3SessionState {
  const waiting = state.waiting.with({ index, syntax }, MAX_WAITING);
  const user = syntax.verb === 'USER' || syntax.verb === 'APOP' ? argumentText(syntax, 'name') : state.user;
  const apop = syntax.verb === 'APOP' ? { index, syntax } : state.apop;
  return { ...state, waiting, user, apop, believed: believedWith(state.control, waiting) };
}

function believedWith(control: Pop3StateSet, waiting: Waiting): Pop3StateSet {
  return waiting.length > MAX_BELIEVED ? EVERY_STATE : believed(control, waiting.commands.map(controlRow));
}

/** AUTH without a mechanism asks for a list and changes nothing. */
function controlRow({ syntax }: Pop3Said): Pop3Row | undefined {
  return syntax.verb === 'AUTH' && syntax.arguments.length === 0 ? undefined : syntax.row;
}

function replied(
  state: Pop3SessionState,
  { asked, exchange }: Pop3Exchange,
  reply: Pop3ReplySyntax,
): Pop3SessionState {
  // A line that is no reply at all answers nothing; the true reply may follow.
  if (!asked || reply.status === undefined) return { ...state, heard: true };
  const waiting = state.waiting.behind(asked.index);
  const row = controlRow(asked);
  const success = reply.status === '+OK';
  const closes = asked.syntax.verb === 'QUIT';
  const control = closes
    ? statesOf(['closed'])
    : success
      ? accepted(state.control, row)
      : refused(state.control, row);
  const next: Pop3SessionState = {
    ...state,
    heard: true,
    waiting,
    control,
    believed: believedWith(control, waiting),
    answered: success ? { ...asked, reply, repliedAt: exchange.index } : undefined,
  };
  if (!success) return next;
  const login = row?.leadsTo === 'transaction' ? LOGGED_IN : undefined;
  return { ...next, ...login, ...effects[asked.syntax.verb]?.(next, asked, reply) };
}

const LOGGED_IN: Partial<Pop3SessionState> = { authenticated: 'yes', maildrop: newMaildrop(true) };

type Effect = (state: Pop3SessionState, asked: Pop3Said, reply: Pop3ReplySyntax) => Partial<Pop3SessionState>;

/** What an accepted command changes besides the control state. */
const effects: Readonly<Record<string, Effect>> = {
  STLS: ({ capabilities }) => ({
    tls: 'yes',
    stale: capabilities !== undefined,
    authenticated: 'no',
    user: undefined,
  }),
  UTF8: () => ({ utf8: true }),
  LANG: () => ({ lang: true }),
  STAT: ({ maildrop }, _asked, { count, octets }) =>
    count && octets ? { maildrop: withOctets(withCount(maildrop, count.value), octets.value) } : {},
  LIST: ({ maildrop }, _asked, { number, size }) =>
    number && size ? { maildrop: withSize(maildrop, number.value, size.value) } : {},
  UIDL: ({ maildrop }, _asked, { number, uid }) =>
    number && uid ? { maildrop: { ...maildrop, uids: maildrop.uids.with(number.value, uid.value) } } : {},
  RETR: ({ maildrop }, { syntax: { number } }) =>
    number === undefined ? {} : { maildrop: { ...maildrop, retrieved: maildrop.retrieved.with(number) } },
  DELE: ({ maildrop }, { syntax: { number } }) =>
    number === undefined ? {} : { maildrop: withDeleted(maildrop, number) },
  RSET: ({ maildrop }) => ({ maildrop: withoutMarks(maildrop) }),
};

function listed(state: Pop3SessionState, view: Pop3Exchange, listing: Pop3ListingSyntax): Pop3SessionState {
  const { exchange, asked } = view;
  const verb = exchange.row?.verb;
  if (verb === 'CAPA') {
    const more =
      asked !== undefined && state.capabilitiesFrom === asked.index ? [...(state.capabilities ?? [])] : [];
    const own = listing.capabilities.map((each) => [each.tag, each] as const);
    const capabilitiesFrom = asked?.index;
    const capabilities = new Map([...more, ...own]);
    const someCapabilities = !isWhole(view) || own.some(([tag]) => isElision(tag));
    return { ...state, capabilities, someCapabilities, capabilitiesFrom, stale: false };
  }
  if (!view.listed) return state;
  return { ...state, maildrop: view.maildrops.behind(state.maildrop, view.listed, isWhole(view)) };
}

/** True where a block of lines has its dot, and the log has left nothing out of it. */
export function isWhole({ session, exchange, listed: messages }: Pop3Exchange): boolean {
  const { all, numbers } = session;
  // Writers indent the lines of an example, its dot too.
  if (all.text(numbers[exchange.last - 1] ?? 0).trim() !== '.') return false;
  if (messages) return !messages.noted;
  for (let place = exchange.first; place < exchange.last; place++) {
    if (mayStandForLines(session, place)) return false;
  }
  return true;
}

/** Commands that wait are followed one by one up to this many: batches are far shorter. */
const MAX_WAITING = 1000;
