// How responses change what is known of the mailbox that is selected or being selected.

import { unknownMailbox } from '../mailboxState.ts';
import type { Heard, MailboxSessionState, MailboxState } from '../mailboxState.ts';
import { dataMailbox } from './events.ts';
import type { FetchEvent, MailboxEvent, MailboxUnit } from './events.ts';
import { withNews } from './messageRecord.ts';
import type { FlagLists } from './fetchFacts.ts';
import { removeVanished } from './vanished.ts';

/** The state behind data about the mailbox. */
export function told(
  before: MailboxSessionState,
  { event, index }: MailboxUnit,
  flags: FlagLists,
): MailboxSessionState {
  let state = noted(before, event, index);
  // A log may have lost the command that selected the mailbox.
  if (!dataMailbox(state) && MAILBOX_DATA.has(event.kind)) state = { ...state, selected: unknownMailbox() };
  const mailbox = dataMailbox(state);
  if (!mailbox) return state;
  switch (event.kind) {
    case 'fetch':
      return fetched(state, mailbox, event, index);
    case 'exists':
      // Which messages are gone, or whether the count is wrong, is not known: what follows cannot be judged by it.
      if (event.number < (mailbox.exists ?? 0)) return changed(state, uncounted(), 'EXISTS');
      mailbox.messages.resize(event.number);
      return changed(state, { exists: event.number }, 'EXISTS');
    case 'recent':
      return changed(state, { recent: event.number }, 'RECENT');
    case 'expunge':
      // There is no such message: the number is wrong, not the count.
      if (event.number < 1 || event.number > mailbox.messages.count) return state;
      mailbox.messages.remove(event.number);
      return changed(state, fewer(mailbox, 1, event.number <= (mailbox.first ?? 0) ? 1 : 0));
    case 'vanished': {
      if (event.earlier) return state;
      const gone = removeVanished(mailbox.messages, event.uids, mailbox.first ?? 0);
      if (gone) return changed(state, fewer(mailbox, gone.removed, gone.first));
      return changed(state, uncounted());
    }
    case 'flags':
      return changed(state, { flags: event.flags }, 'FLAGS');
    case 'list':
      return state.opening ? changed(state, {}, 'LIST') : state;
    case 'code':
      return coded(state, event.code, flags);
    default:
      return state;
  }
}

/** A mailbox of which it is no longer known what its numbers mean. */
function uncounted(): Partial<MailboxState> {
  const { exists, first, messages } = unknownMailbox();
  return { exists, first, messages };
}

function fewer(
  { exists, first }: MailboxState,
  removed: number,
  removedFirst: number,
): Partial<MailboxState> {
  return {
    exists: exists === undefined ? undefined : Math.max(0, exists - removed),
    first: first === undefined ? undefined : Math.max(0, first - removedFirst),
  };
}

function fetched(
  state: MailboxSessionState,
  { messages }: MailboxState,
  { number, facts, known, uidFault }: FetchEvent,
  index: number,
): MailboxSessionState {
  if (number === undefined) return state;
  if (uidFault === 'changed') messages.set(number, withNews(undefined, facts.news, index));
  else {
    // A UID that cannot be right would make others look wrong.
    const news = uidFault === undefined ? facts.news : { ...facts.news, uid: undefined };
    const record = withNews(known, news, index);
    const mayBeSeen = facts.carries && !facts.news.flags && record.flags?.names.has('\\seen') === false;
    messages.set(number, mayBeSeen ? { ...record, flags: undefined } : record);
  }
  return state;
}

/** Writes down what came: for each waiting command it is enough to know that something did. */
function noted(state: MailboxSessionState, event: MailboxEvent, index: number): MailboxSessionState {
  const what = heardIn(event);
  const last = state.pending.at(-1);
  if (!what || !last || state.heard[what] > last.index) return state;
  return { ...state, heard: { ...state.heard, [what]: index } };
}

function heardIn(event: MailboxEvent): keyof Heard | undefined {
  switch (event.kind) {
    case 'fetch':
      return event.facts.news.flags && 'flags';
    case 'search':
      return 'search';
    case 'expunge':
      return 'expunge';
    case 'vanished':
      return event.earlier ? undefined : 'expunge';
    case 'exists':
    case 'recent':
      return 'count';
    default:
      return undefined;
  }
}

/** The state behind a response code. */
export function coded(
  state: MailboxSessionState,
  { name, argument }: { readonly name: string; readonly argument: string },
  flags: FlagLists,
): MailboxSessionState {
  switch (name) {
    case 'UIDVALIDITY':
      return changed(state, { uidValidity: numberOf(argument) }, name);
    case 'UIDNEXT':
      return changed(state, { uidNext: numberOf(argument) }, name);
    case 'HIGHESTMODSEQ':
      return changed(state, { highestModseq: argument }, name);
    case 'NOMODSEQ':
      return changed(state, { noModseq: true }, name);
    case 'PERMANENTFLAGS':
      return changed(state, { permanentFlags: flags.of(argument.replace(/^\(|\)$/g, '')) }, name);
    case 'READ-ONLY':
    case 'READ-WRITE':
      return changed(state, { readOnly: name === 'READ-ONLY' }, name);
    case 'CLOSED':
      // All before it was about the mailbox that is closed now (RFC 9051 7.1).
      return state.opening
        ? { ...state, selected: undefined, opening: reopened(state.opening) }
        : { ...state, selected: undefined };
    default:
      return state;
  }
}

function reopened({ name, index, before }: MailboxState): MailboxState {
  return { ...unknownMailbox({ name, index, before }), given: new Set(['CLOSED']) };
}

/** Changes the mailbox that data is about. */
function changed(
  state: MailboxSessionState,
  change: Partial<MailboxState>,
  given?: string,
): MailboxSessionState {
  const { opening, selected } = state;
  const mailbox = opening ?? selected;
  if (!mailbox) return state;
  const known =
    given === undefined || mailbox.given.has(given) ? mailbox.given : new Set([...mailbox.given, given]);
  const next = { ...mailbox, ...change, given: known };
  return opening ? { ...state, opening: next } : { ...state, selected: next };
}

/** A UIDVALIDITY or UIDNEXT as written; undefined where it is none, as 0. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^0*[1-9]\d*$/.test(text) ? Number(text) : undefined;
}

const MAILBOX_DATA: ReadonlySet<string> = new Set([
  'fetch',
  'exists',
  'recent',
  'expunge',
  'vanished',
  'flags',
]);
