// What is known of an IMAP session at a place, and how each unit changes it.

import { Kind } from '../../syntax/kinds.ts';
import type { Session } from '../exchange.ts';
import { fieldText } from '../sasl/decode.ts';
import { saslDialogueAt } from '../sasl/dialogues.ts';
import { withImplied } from './capabilities.ts';
import { EVERY_IMAP_STATE, imapAccepted, imapBelieved, imapRefused, imapStatesOf } from './control.ts';
import type { ImapExchange, ImapSaid, ImapSessionState, SelectedMailbox } from './session.ts';
import { mailboxNames } from './views/mailboxes.ts';
import { capabilities } from './views/response.ts';
import { stringOf } from './views/strings.ts';

/** What is known in front of the first unit; nothing where the session starts in the middle. */
export function initialImapState({ startsWithGreeting }: Session): ImapSessionState {
  const control = startsWithGreeting ? imapStatesOf(['not-authenticated']) : EVERY_IMAP_STATE;
  return {
    control,
    believed: control,
    inFlight: NO_COMMANDS,
    excused: false,
    greeted: false,
    commands: 0,
    idling: undefined,
    personalPrefix: undefined,
    capabilities: undefined,
    tls: 'unknown',
    authenticated: startsWithGreeting ? 'no' : 'unknown',
    user: undefined,
    enabled: NO_NAMES,
    compressed: false,
    mailbox: undefined,
    bye: false,
  };
}

/** The state behind a unit. */
export function stepImap(before: ImapSessionState, view: ImapExchange): ImapSessionState {
  if (view.usual) return secured(before, view);
  const state = announced(secured(before, view), view);
  switch (view.exchange.kind) {
    case 'greeting':
      return greeted(state, view);
    case 'command':
      return said(state, view);
    case 'untagged':
      return isGreeting(state, view) ? greeted(initialImapState(view.session), view) : untagged(state, view);
    case 'answer':
      return state.idling === view.exchange.repliesTo ? { ...state, idling: undefined } : state;
    case 'reply':
      return replied(state, view);
    default:
      return state;
  }
}

/** True for a unit that changes nothing, whatever is known in front of it: that follows from its own lines. */
export function changesNothing({ session, exchange, syntax, response }: ImapExchange): boolean {
  if (session.all.secure(session.numbers[exchange.first] ?? 0)) return false;
  if (exchange.kind === 'note') return !syntax;
  return (
    exchange.kind === 'untagged' && exchange.repliesTo === undefined && !TELLS.has(response?.name?.name ?? '')
  );
}

/** Some notations say of each line whether it went through TLS. */
function secured(state: ImapSessionState, { session, exchange }: ImapExchange): ImapSessionState {
  const secure = state.tls !== 'yes' && session.all.secure(session.numbers[exchange.first] ?? 0);
  return secure ? { ...state, tls: 'yes' } : state;
}

/** RFC 9051 7.2.2, 7.1: capabilities come as a response, or as a code in a status. */
function announced(
  state: ImapSessionState,
  { response, syntax, unit, exchange }: ImapExchange,
): ImapSessionState {
  if (!syntax || (response?.name?.name !== 'CAPABILITY' && response?.code?.name !== 'CAPABILITY')) {
    return state;
  }
  const names = new Set((capabilities(unit.text, syntax) ?? []).map(({ name }) => name));
  if (names.size === 0) return state;
  return {
    ...state,
    capabilities: { names, all: withImplied(names), index: exchange.index, stale: undefined },
  };
}

/** Two sessions in a row: nothing is under way, and a server says what it is. */
function isGreeting(state: ImapSessionState, { response, unit }: ImapExchange): boolean {
  const { commands, inFlight, control } = state;
  if (response?.name?.name !== 'OK' || commands === 0 || inFlight.length > 0) return false;
  return control !== imapStatesOf(['not-authenticated']) && READY.test(unit.text);
}

function greeted(state: ImapSessionState, { response }: ImapExchange): ImapSessionState {
  const word = response?.name?.name;
  const bye = word === 'BYE';
  const ready = word === 'PREAUTH' ? 'authenticated' : 'not-authenticated';
  const control = imapStatesOf([bye ? 'logout' : ready]);
  return {
    ...state,
    greeted: true,
    bye,
    control,
    believed: control,
    authenticated: word === 'PREAUTH' ? 'yes' : 'no',
  };
}

function said(state: ImapSessionState, { exchange, command, unit, syntax }: ImapExchange): ImapSessionState {
  if (!command || command.tag.value === '') return state;
  const { verb, row } = command;
  const idling = verb === 'IDLE' ? exchange.index : state.idling;
  const counted: ImapSessionState = { ...state, idling, commands: 1 };
  const one: ImapSaid = {
    index: exchange.index,
    tag: command.tag.value,
    verb,
    row,
    text: unit.text,
    syntax,
  };
  // As the framing does: a LOGOUT is answered behind BYE.
  const waiting = state.excused ? state.inFlight.filter((each) => each.verb === 'LOGOUT') : state.inFlight;
  return { ...waitingFor(counted, [...waiting.slice(-MAX_WAITING), one]), excused: false };
}

function waitingFor(state: ImapSessionState, inFlight: readonly ImapSaid[]): ImapSessionState {
  return {
    ...state,
    inFlight,
    believed: imapBelieved(
      state.control,
      inFlight.map(({ row }) => row),
    ),
  };
}

function untagged(state: ImapSessionState, { response, unit, syntax }: ImapExchange): ImapSessionState {
  switch (response?.name?.name) {
    case 'BYE': {
      // A client's LOGOUT is still to be answered.
      const control = imapStatesOf(['logout']);
      return { ...state, bye: true, excused: true, control, believed: control };
    }
    case 'BAD':
      return state.inFlight.length === 1 ? { ...state, excused: true } : state;
    case 'ENABLED': {
      const names = syntax ? (capabilities(unit.text, syntax) ?? []).map(({ name }) => name) : [];
      return { ...state, enabled: new Set([...state.enabled, ...names]) };
    }
    case 'NAMESPACE':
      return { ...state, personalPrefix: PERSONAL.exec(unit.text)?.[1]?.replace(/\\(.)/g, '$1') };
    default:
      return state;
  }
}

/** True for the answer to a login that a log leaves out: tools that hide secrets print no more of it. */
export function isHiddenLogin(
  { authenticated, inFlight }: ImapSessionState,
  { asked, response, unit }: ImapExchange,
): boolean {
  return (
    authenticated === 'no' &&
    !asked &&
    inFlight.length === 0 &&
    response?.name?.name === 'OK' &&
    LOGGED_IN.test(unit.text)
  );
}

function replied(state: ImapSessionState, view: ImapExchange): ImapSessionState {
  const { asked, response } = view;
  const word = response?.name?.name;
  if (isHiddenLogin(state, view)) {
    const control = imapStatesOf(['authenticated']);
    const known = response?.code?.name === 'CAPABILITY' ? undefined : state.capabilities;
    const capabilities: ImapSessionState['capabilities'] = known && { ...known, stale: 'login' };
    return { ...state, control, believed: control, authenticated: 'yes', ...(known && { capabilities }) };
  }
  if (!asked || word === undefined) return state;
  const inFlight = state.inFlight.filter((each) => each !== asked);
  const closed = state.bye && asked.verb !== 'LOGOUT';
  const control = closed
    ? state.control
    : word === 'OK'
      ? imapAccepted(state.control, asked.row)
      : word === 'NO'
        ? imapRefused(state.control, asked.row)
        : state.control;
  const idling = state.idling === asked.index ? undefined : state.idling;
  const next = waitingFor({ ...state, control, idling, excused: false }, inFlight);
  if (word === 'OK') return { ...next, ...effect(next, view, asked) };
  return word === 'NO' && SELECTS.has(asked.verb) ? { ...next, mailbox: undefined } : next;
}

/** What an accepted command changes besides the control state. */
function effect(state: ImapSessionState, view: ImapExchange, asked: ImapSaid): Partial<ImapSessionState> {
  switch (asked.verb) {
    case 'LOGIN':
    case 'AUTHENTICATE':
      return {
        authenticated: 'yes',
        user: userOf(asked) ?? saslUser(view),
        ...aged(state, asked, 'login', view.exchange.index),
      };
    case 'UNAUTHENTICATE':
      return { authenticated: 'no', user: undefined, enabled: NO_NAMES, mailbox: undefined };
    case 'STARTTLS':
      return { tls: 'yes', ...aged(state, asked, 'starttls', view.exchange.index) };
    case 'COMPRESS':
      return { compressed: true };
    case 'SELECT':
    case 'EXAMINE':
      return { mailbox: selected(view, asked) };
    case 'CLOSE':
    case 'UNSELECT':
    case 'LOGOUT':
      return { mailbox: undefined };
    default:
      return {};
  }
}

/** What was announced before the command counts no more, or may have changed. */
function aged(
  { capabilities: known }: ImapSessionState,
  { index }: ImapSaid,
  stale: 'login' | 'starttls',
  now: number,
): Partial<ImapSessionState> {
  if (!known || (known.index > index && stale === 'login') || known.index === now) return {};
  return { capabilities: { ...known, stale } };
}

function userOf({ syntax, text }: ImapSaid): string | undefined {
  const userid = syntax?.tree.root.find(Kind.Userid);
  return userid && stringOf(text, userid)?.value;
}

/** Who a SASL dialogue logged in, where its mechanism says so in clear. */
function saslUser({ session, exchange }: ImapExchange): string | undefined {
  for (const { fields, octets, plain } of saslDialogueAt(session, exchange)?.turns ?? []) {
    const field = plain
      ? undefined
      : fields.find(({ name, secret }) => name === 'user' && secret === undefined);
    if (field) return fieldText(octets, field);
  }
  return undefined;
}

function selected({ response }: ImapExchange, asked: ImapSaid): SelectedMailbox {
  const name = asked.syntax && mailboxNames(asked.text, asked.syntax)[0]?.name;
  const code = response?.code?.name;
  const readOnly =
    code === 'READ-ONLY' || asked.verb === 'EXAMINE' ? 'yes' : code === 'READ-WRITE' ? 'no' : 'unknown';
  return { name, readOnly, index: asked.index };
}

const LOGGED_IN = /\b(?:log(?:ged|in)|auth)/i;
const READY = /^\* OK (?:\[CAPABILITY|.*\bIMAP4?(?:rev[12])?\b)/i;
/** RFC 9051 7.3.2: the personal namespaces come first. */
const PERSONAL = /^\* NAMESPACE +\(\("((?:[^"\\]|\\.)*)"/i;
/** Responses without a tag that say something of the session. */
const TELLS: ReadonlySet<string> = new Set([
  'OK',
  'NO',
  'BAD',
  'BYE',
  'PREAUTH',
  'CAPABILITY',
  'ENABLED',
  'NAMESPACE',
]);
const SELECTS: ReadonlySet<string> = new Set(['SELECT', 'EXAMINE']);
const NO_NAMES: ReadonlySet<string> = new Set();
const NO_COMMANDS: readonly ImapSaid[] = [];
/** Commands that wait are followed one by one up to this many: batches are far shorter. */
const MAX_WAITING = 250;
