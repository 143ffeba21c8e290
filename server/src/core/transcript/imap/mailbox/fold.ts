// How each unit changes what is known of the session's mailboxes.

import { Kind } from '../../../syntax/kinds.ts';
import { stringOf } from '../views/strings.ts';
import { frozen, unknownMailbox } from '../mailboxState.ts';
import type { MailboxMemory, MailboxSessionState, MailboxState } from '../mailboxState.ts';
import type { MailboxEvent, MailboxUnit } from './events.ts';
import type { MailboxCommand } from './command.ts';
import type { FlagLists } from './fetchFacts.ts';
import { namedMessages } from './namedMessages.ts';
import { coded, numberOf, told } from './responses.ts';

/** The state behind a unit. Tables of messages change in place. */
export function stepMailbox(
  state: MailboxSessionState,
  unit: MailboxUnit,
  flags: FlagLists,
): MailboxSessionState {
  const { event } = unit;
  switch (event.kind) {
    case 'command':
      return said(state, event.command);
    case 'reply':
      return replied(state, event, unit.index, flags);
    case 'elision':
      return lost(state);
    case 'capability':
      return { ...state, capabilities: new Set(event.names) };
    case 'enabled':
      return { ...state, enabled: new Set([...state.enabled, ...event.names]) };
    case 'status':
      return remembered(state, event.mailbox, (memory) => ({
        ...memory,
        uidValidity: numberOf(event.values.get('UIDVALIDITY')) ?? memory.uidValidity,
        uidNext: numberOf(event.values.get('UIDNEXT')) ?? memory.uidNext,
        highestModseq: event.values.get('HIGHESTMODSEQ') ?? memory.highestModseq,
      }));
    default:
      return heardOf(state, unit, flags);
  }
}

/** What a response tells, of the mailbox too where it is known. */
function heardOf(state: MailboxSessionState, unit: MailboxUnit, flags: FlagLists): MailboxSessionState {
  if (!state.followed) return state;
  const next = told(state, unit, flags);
  return state.muted && !state.opening ? { ...next, selected: unfollowed(next.selected) } : next;
}

function said(state: MailboxSessionState, command: MailboxCommand): MailboxSessionState {
  const next: MailboxSessionState = {
    ...state,
    followed: true,
    notified: state.notified || command.verb === 'NOTIFY',
    pending: [...state.pending.slice(-MAX_PENDING), command],
  };
  return SELECTS.has(command.verb) && !state.opening ? opened(next, command) : next;
}

function opened(before: MailboxSessionState, { mailbox: name, index }: MailboxCommand): MailboxSessionState {
  const state = left(before);
  const memory = name === undefined ? undefined : state.memories.get(name);
  return { ...state, opening: unknownMailbox({ name, index, before: memory }) };
}

/** Writes down what is known of the selected mailbox. */
function left(state: MailboxSessionState): MailboxSessionState {
  const { selected } = frozen(state);
  if (selected?.name === undefined) return state;
  const { uidValidity, uidNext, highestModseq, messages, readOnly, before } = selected;
  // Of what was known earlier, the last time counts: older ones would pile up.
  const earlier = before && { ...before, before: before.before && { ...before.before, before: undefined } };
  const memory = { uidValidity, uidNext, highestModseq, messages, readOnly, before: earlier };
  return { ...state, memories: new Map([...state.memories, [selected.name, memory]]) };
}

function remembered(
  state: MailboxSessionState,
  name: string,
  change: (memory: MailboxMemory) => MailboxMemory,
): MailboxSessionState {
  // What is selected is told by its own responses.
  if (state.selected?.name === name || state.opening?.name === name) return state;
  const known = state.memories.get(name);
  if (!known && state.memories.size >= MAX_MEMORIES) return state;
  const memory = change(known ?? NOTHING);
  if (known && sameNumbers(known, memory)) return state;
  return { ...state, memories: new Map([...state.memories, [name, memory]]) };
}

function sameNumbers(one: MailboxMemory, other: MailboxMemory): boolean {
  const { uidValidity, uidNext, highestModseq } = one;
  return (
    uidValidity === other.uidValidity && uidNext === other.uidNext && highestModseq === other.highestModseq
  );
}

function replied(
  state: MailboxSessionState,
  { command, status, code }: Extract<MailboxEvent, { kind: 'reply' }>,
  index: number,
  flags: FlagLists,
): MailboxSessionState {
  // The reply to a command that the log has lost: it may have been anything.
  if (!command) return lost(state);
  const pending = state.pending.filter((each) => each !== command);
  const coding = code && state.followed ? coded(state, code, flags) : state;
  const next = { ...coding, pending };
  if (SELECTS.has(command.verb)) return selection(next, command, status);
  if (command.store) return stored(next, command, index);
  if (status !== 'OK') return next;
  return done(
    code && GIVES_UIDS.has(code.name) ? targeted(next, command.mailbox, code.argument) : next,
    command,
  );
}

/** What an accepted command changes. */
function done(next: MailboxSessionState, command: MailboxCommand): MailboxSessionState {
  switch (command.verb) {
    case 'LOGIN': {
      const userid = command.syntax.tree.root.find(Kind.Userid);
      return { ...next, user: userid && stringOf(command.text, userid)?.value };
    }
    case 'CLOSE':
    case 'UNSELECT':
    case 'UNAUTHENTICATE':
      return { ...left(next), selected: undefined };
    case 'NOTIFY': {
      const muted = !NEWS.test(command.text);
      return { ...next, muted, selected: muted ? unfollowed(next.selected) : next.selected };
    }
    case 'CREATE':
    case 'DELETE':
    case 'RENAME':
      // Another mailbox may have the name now.
      return { ...next, memories: new Map() };
    default:
      return next;
  }
}

/** What STORE made of the flags is known only where the server has said so. */
function stored(
  state: MailboxSessionState,
  { set, verb, index: said }: MailboxCommand,
  index: number,
): MailboxSessionState {
  const { selected } = state;
  if (!selected || !set) return state;
  const { messages } = selected;
  const some = namedMessages(messages, set, verb.startsWith('UID '), MAX_NAMED);
  if (!some) return { ...state, selected: { ...selected, flagsFrom: index } };
  for (const { number, record } of some) {
    if (record.flags && record.flagsAt < said) messages.set(number, { ...record, flags: undefined });
  }
  return state;
}

/** APPENDUID and COPYUID tell the UIDVALIDITY of the mailbox where the messages went. */
function targeted(
  state: MailboxSessionState,
  mailbox: string | undefined,
  argument: string,
): MailboxSessionState {
  const uidValidity = numberOf(/^\d+/.exec(argument)?.[0]);
  if (mailbox === undefined || uidValidity === undefined) return state;
  return remembered(state, mailbox, (memory) => ({ ...memory, uidValidity }));
}

function selection(state: MailboxSessionState, command: MailboxCommand, status: string): MailboxSessionState {
  const { opening } = state;
  if (!opening) return state;
  const others = { ...state, opening: undefined };
  const { exists } = opening;
  const readOnly = opening.readOnly ?? (command.verb === 'EXAMINE' ? true : undefined);
  const next =
    status === 'OK'
      ? { ...others, selected: state.muted ? unfollowed(opening) : { ...opening, first: exists, readOnly } }
      : status === 'NO'
        ? { ...others, selected: undefined }
        : others;
  // The next one of a batch.
  const waiting = state.pending.find(({ verb }) => SELECTS.has(verb));
  return waiting ? opened(next, waiting) : next;
}

/** A mailbox whose messages come and go untold. */
function unfollowed(selected: MailboxState | undefined): MailboxState | undefined {
  return selected && unknownMailbox({ name: selected.name, index: selected.index });
}

/** Nothing is known of the mailbox any more. */
function lost(state: MailboxSessionState): MailboxSessionState {
  return { ...state, selected: unknownMailbox(), opening: undefined, memories: new Map() };
}

const SELECTS: ReadonlySet<string> = new Set(['SELECT', 'EXAMINE']);
/** What a client asks for that wants to go on knowing the numbers of the messages. */
const NEWS = /\(SELECTED(?:-DELAYED)? +\((?:[^()]|\([^()]*\))*MessageExpunge/i;
const GIVES_UIDS: ReadonlySet<string> = new Set(['APPENDUID', 'COPYUID']);
const NOTHING: MailboxMemory = {
  uidValidity: undefined,
  uidNext: undefined,
  highestModseq: undefined,
  messages: undefined,
  readOnly: undefined,
  before: undefined,
};
/** Commands that wait are followed one by one up to this many. */
const MAX_PENDING = 500;
/** Sets that name more messages are not followed message by message. */
const MAX_NAMED = 300;
const MAX_MEMORIES = 200;
