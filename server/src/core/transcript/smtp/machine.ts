// An SMTP or LMTP session as a fold over its units: what is known of it in front of each.

import type { AnyExchange, Exchange, Session } from '../exchange.ts';
import type { SyntaxCache } from '../syntaxCache.ts';
import type { Machine } from '../units.ts';
import { UnitText } from '../unitText.ts';
import { accepted, believed, EVERY_STATE, refused, statesOf } from './control.ts';
import type { SaidCommand, SmtpStates } from './control.ts';
import { parseSmtpCommand } from './grammar.ts';
import type { SmtpCommandSyntax } from './grammar.ts';
import { parseSmtpReply } from './reply.ts';
import type { EhloLine, SmtpReplySyntax } from './reply.ts';

/** Yes, no, or not to be told from an excerpt. */
export type Known = 'yes' | 'no' | 'unknown';

/** A command that waits for its reply, or a mail transaction's command, with where it was said. */
export interface Said extends SaidCommand {
  readonly index: number;
  readonly syntax: SmtpCommandSyntax;
}

/** The envelope of the transaction under way. */
export interface Envelope {
  readonly mail: Said;
  /** RCPT commands by what was replied. */
  readonly accepted: readonly Said[];
  readonly refused: readonly Said[];
  /** How many RCPT commands were accepted; of a long list the first are kept. */
  readonly recipients: number;
}

/** What is known of a session at a place; plain and immutable. */
export interface SmtpSessionState {
  /** The states that the replies so far allow. */
  readonly control: SmtpStates;
  /** Those that hold once the waiting commands are answered, whatever the answers are. */
  readonly believed: SmtpStates;
  /** Commands without a final reply, oldest first. */
  readonly waiting: readonly Said[];
  readonly greeted: boolean;
  /** The last hello that was accepted. */
  readonly hello: Said | undefined;
  /** What the server announced, by keyword; undefined where that is not known. */
  readonly extensions: ReadonlyMap<string, EhloLine> | undefined;
  /** True where `extensions` was said before TLS began and counts no more (RFC 3207 4.2). */
  readonly stale: boolean;
  /** `no` once the server offers STARTTLS: a log does not say whether TLS stood before its first line. */
  readonly tls: Known;
  readonly authenticated: Known;
  readonly envelope: Envelope | undefined;
  /** How many MAIL commands were accepted, where the server limits that; elsewhere each would change all that follows. */
  readonly transactions: number;
}

/** One unit with what is known in front of it. */
export interface SmtpExchange extends AnyExchange {
  readonly protocol: 'smtp';
  readonly state: SmtpSessionState;
  /** For a command. */
  readonly command: SmtpCommandSyntax | undefined;
  /** For a greeting, a reply, a continuation. */
  readonly reply: SmtpReplySyntax | undefined;
  /** For what the server says: the command it answers. */
  readonly asked: Said | undefined;
}

/** How an SMTP or LMTP session is read unit by unit. */
export const smtpMachine: Machine<SmtpSessionState, SmtpExchange> = {
  initial: initialState,
  view: viewOf,
  step,
  rereads: true,
};

function viewOf(session: Session, index: number, state: SmtpSessionState, cache: SyntaxCache): SmtpExchange {
  const exchange = session.exchanges.get(index);
  const { kind, repliesTo } = exchange;
  const unit = new UnitText(session, exchange.first, textEnd(exchange), 'note');
  const asked = repliesTo === undefined ? undefined : state.waiting.find((said) => said.index === repliesTo);
  const isReply = kind === 'reply' || kind === 'greeting' || kind === 'continuation';
  const command =
    kind === 'command' ? cache.of('smtp', commandText(unit.text, exchange), parseSmtpCommand) : undefined;
  const reply = isReply ? replySyntax(unit.text, asked, cache) : undefined;
  const faults = (command ?? reply)?.faults ?? NO_FAULTS;
  return { protocol: 'smtp', session, exchange, unit, state, command, reply, asked, faults };
}

/** A chunk without a line end has the next BDAT on its last line. */
function commandText(text: string, { row }: Exchange): string {
  if (row?.verb !== 'BDAT' || /^\s*BDAT/i.test(text)) return text;
  return LATE_CHUNK.exec(text)?.[0] ?? text;
}

const LATE_CHUNK = /BDAT \d{1,15}(?: LAST)?$/i;

/** A message is read through a lens, not as one text. */
function textEnd({ kind, first, last }: Exchange): number {
  return kind === 'data' || kind === 'note' ? Math.min(last, first + 1) : last;
}

function replySyntax(text: string, asked: Said | undefined, cache: SyntaxCache): SmtpReplySyntax {
  return isHello(asked?.syntax.verb)
    ? cache.of('ehlo', text, (own) => parseSmtpReply(own, true))
    : cache.of('reply', text, (own) => parseSmtpReply(own));
}

/** Nothing is known of a session that starts in the middle. */
function initialState({ startsWithGreeting }: Session): SmtpSessionState {
  const control = startsWithGreeting ? statesOf(['start']) : EVERY_STATE;
  return {
    control,
    believed: control,
    waiting: [],
    greeted: false,
    hello: undefined,
    extensions: undefined,
    stale: false,
    tls: 'unknown',
    authenticated: startsWithGreeting ? 'no' : 'unknown',
    envelope: undefined,
    transactions: 0,
  };
}

function step(state: SmtpSessionState, view: SmtpExchange): SmtpSessionState {
  switch (view.exchange.kind) {
    case 'greeting':
      return { ...state, greeted: true };
    case 'command':
      return view.command ? said(state, view.exchange.index, view.command) : state;
    case 'reply':
      return view.reply ? replied(state, view, view.reply) : state;
    default:
      return state;
  }
}

function said(state: SmtpSessionState, index: number, syntax: SmtpCommandSyntax): SmtpSessionState {
  const command: Said = { index, syntax, row: syntax.row, last: syntax.last };
  const waiting = [...state.waiting.slice(-MAX_WAITING), command];
  return { ...state, waiting, believed: believed(state.control, waiting) };
}

function replied(
  state: SmtpSessionState,
  { asked, exchange, session }: SmtpExchange,
  reply: SmtpReplySyntax,
): SmtpSessionState {
  const closing = reply.code === '221' || reply.code === '421';
  if (!asked) {
    return closing ? { ...state, control: statesOf(['closed']), believed: statesOf(['closed']) } : state;
  }
  const success = reply.code?.startsWith('2') === true;
  const waiting = mayAnswerAgain(state, session, exchange, asked, reply)
    ? state.waiting
    : state.waiting.filter((each) => each.index > asked.index);
  const control = closing
    ? statesOf(['closed'])
    : success
      ? accepted(state.control, asked)
      : reply.code === OUT_OF_SEQUENCE
        ? state.control
        : refused(state.control, asked);
  const next = { ...state, waiting, control, believed: believed(control, waiting) };
  return { ...next, ...(success ? effect(state, asked, reply) : failure(state, asked)) };
}

/** LMTP, and PRDR, answer a message once for each recipient: it waits until another command is answered. */
function mayAnswerAgain(
  { extensions, hello }: SmtpSessionState,
  session: Session,
  { row, index }: Exchange,
  asked: Said,
  { code }: SmtpReplySyntax,
): boolean {
  if (row?.verb !== 'DATA' && !(row?.verb === 'BDAT' && asked.last)) return false;
  // A command that was refused before there was a message has no other reply.
  if (index === asked.index + 1 || code === OUT_OF_SEQUENCE) return false;
  return session.protocol === 'lmtp' || hello?.syntax.verb === 'LHLO' || extensions?.has('PRDR') === true;
}

/** What an accepted command changes besides the control state. */
function effect(state: SmtpSessionState, asked: Said, reply: SmtpReplySyntax): Partial<SmtpSessionState> {
  switch (asked.syntax.verb) {
    case 'EHLO':
    case 'LHLO':
      return {
        hello: asked,
        stale: false,
        envelope: undefined,
        extensions: extensionsOf(reply),
        ...(state.tls === 'unknown' &&
          reply.keywords.some(({ keyword }) => keyword === 'STARTTLS') && { tls: 'no' }),
      };
    case 'HELO':
      return { hello: asked, stale: false, envelope: undefined, extensions: new Map() };
    case 'STARTTLS':
      return { tls: 'yes', stale: true, hello: undefined, envelope: undefined, authenticated: 'no' };
    case 'AUTH':
      return { authenticated: 'yes' };
    case 'MAIL':
      return {
        envelope: { mail: asked, accepted: [], refused: [], recipients: 0 },
        transactions: state.transactions + (state.extensions?.has('LIMITS') === true ? 1 : 0),
      };
    case 'XCLIENT':
      return { hello: undefined, extensions: undefined, envelope: undefined };
    case 'RCPT':
      return withRecipient(state, asked, 'accepted');
    case 'DATA':
    case 'RSET':
      return { envelope: undefined };
    case 'BDAT':
    case 'BURL':
      return asked.last ? { envelope: undefined } : {};
    default:
      return {};
  }
}

/** A keyword may stand in several lines: old clients look for `AUTH=`. */
function extensionsOf({ keywords }: SmtpReplySyntax): ReadonlyMap<string, EhloLine> {
  const extensions = new Map<string, EhloLine>();
  for (const line of keywords) {
    const { parameters = [] } = extensions.get(line.keyword) ?? {};
    extensions.set(line.keyword, { ...line, parameters: [...parameters, ...line.parameters] });
  }
  return extensions;
}

function failure(state: SmtpSessionState, asked: Said): Partial<SmtpSessionState> {
  return asked.syntax.verb === 'RCPT' ? withRecipient(state, asked, 'refused') : {};
}

function withRecipient(
  { envelope }: SmtpSessionState,
  asked: Said,
  list: 'accepted' | 'refused',
): Partial<SmtpSessionState> {
  if (!envelope) return {};
  const recipients = envelope.recipients + (list === 'accepted' ? 1 : 0);
  const kept = envelope[list].length < MAX_KEPT ? [...envelope[list], asked] : envelope[list];
  return { envelope: { ...envelope, [list]: kept, recipients } };
}

/** EHLO and its kin, whose answer lists extensions. */
function isHello(verb: string | undefined): boolean {
  return verb === 'EHLO' || verb === 'LHLO';
}

/** A command that was not carried out because of the state changes none: a transaction goes on. */
const OUT_OF_SEQUENCE = '503';
/** Commands that wait, and recipients, are followed one by one up to this many: batches are far shorter. */
const MAX_WAITING = 1000;
const MAX_KEPT = 1000;
const NO_FAULTS: SmtpExchange['faults'] = [];
