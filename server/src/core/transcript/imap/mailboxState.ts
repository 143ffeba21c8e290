// What an IMAP session has said of its mailboxes up to a place: counts, messages, UIDs, flags, numbers of changes.

import type { Session } from '../exchange.ts';
import { textHash } from './mailbox/messageRecord.ts';
import type { FlagList } from './mailbox/messageRecord.ts';
import { MessageTable } from './mailbox/messageTable.ts';
import type { MailboxCommand } from './mailbox/command.ts';

/** What a session remembers of a mailbox that it has left. */
export interface MailboxMemory {
  readonly uidValidity: number | undefined;
  readonly uidNext: number | undefined;
  /** As written. */
  readonly highestModseq: string | undefined;
  readonly messages: MessageTable | undefined;
  readonly readOnly: boolean | undefined;
  /** What was known when it was selected then. */
  readonly before: MailboxMemory | undefined;
}

/** The mailbox that is selected or being selected. */
export interface MailboxState extends Omit<MailboxMemory, 'messages'> {
  /** Decoded; undefined where the session does not show it. */
  readonly name: string | undefined;
  /** Number of the command that selected it; undefined where it is not known. */
  readonly index: number | undefined;
  readonly exists: number | undefined;
  readonly recent: number | undefined;
  /** How many of the messages were there when it was selected; they are the first ones. */
  readonly first: number | undefined;
  /** What FLAGS announced. */
  readonly flags: FlagList | undefined;
  readonly permanentFlags: FlagList | undefined;
  readonly noModseq: boolean;
  /** Flags that units before this one gave are not known any more: a STORE may have changed them silently. */
  readonly flagsFrom: number;
  /** The data that came with the selection: names of responses and response codes. */
  readonly given: ReadonlySet<string>;
  /** Changed in place: read it, do not keep it; `frozen` makes a copy for free. */
  readonly messages: MessageTable;
}

/** Numbers of the units that last brought something; those in front of the oldest waiting command may be missing. */
export interface Heard {
  /** FLAGS of a message. */
  readonly flags: number;
  /** The response that searches answer with. */
  readonly search: number;
  /** EXPUNGE or VANISHED. */
  readonly expunge: number;
  /** EXISTS or RECENT. */
  readonly count: number;
}

/** What is known at a place of a session. */
export interface MailboxSessionState {
  /** True once the client has said something: a log of one side does not show which mailbox a response is about. */
  readonly followed: boolean;
  /** What ENABLE has switched on, in upper case. */
  readonly enabled: ReadonlySet<string>;
  /** In upper case; undefined where they are not known. */
  readonly capabilities: ReadonlySet<string> | undefined;
  /** True once NOTIFY was said: then news comes without a command (RFC 5465 5). */
  readonly notified: boolean;
  /** True where NOTIFY has switched off the news of the selected mailbox: its numbers are not known any more (RFC 5465 5). */
  readonly muted: boolean;
  /** Who has logged in; undefined where the log does not show it. */
  readonly user: string | undefined;
  /** Commands without an answer, oldest first. */
  readonly pending: readonly MailboxCommand[];
  readonly heard: Heard;
  /** Undefined where none is selected; one of which nothing is known where there may be one. */
  readonly selected: MailboxState | undefined;
  /** While a SELECT or EXAMINE waits. */
  readonly opening: MailboxState | undefined;
  /** By name. */
  readonly memories: ReadonlyMap<string, MailboxMemory>;
}

/** What is known in front of the first unit: nothing where the session starts in the middle. */
export function initialMailboxState({ startsWithGreeting }: Session): MailboxSessionState {
  return startsWithGreeting ? NOTHING_SELECTED : { ...NOTHING_SELECTED, selected: unknownMailbox() };
}

const NOTHING_SELECTED: MailboxSessionState = {
  followed: false,
  enabled: new Set(),
  capabilities: undefined,
  notified: false,
  muted: false,
  user: undefined,
  pending: [],
  heard: { flags: -1, search: -1, expunge: -1, count: -1 },
  selected: undefined,
  opening: undefined,
  memories: new Map(),
};

/** A mailbox of which nothing is known. */
export function unknownMailbox(
  named: Partial<Pick<MailboxState, 'name' | 'index' | 'before'>> = {},
): MailboxState {
  return {
    name: undefined,
    index: undefined,
    before: undefined,
    exists: undefined,
    recent: undefined,
    first: undefined,
    flags: undefined,
    permanentFlags: undefined,
    noModseq: false,
    flagsFrom: 0,
    readOnly: undefined,
    given: new Set(),
    uidValidity: undefined,
    uidNext: undefined,
    highestModseq: undefined,
    messages: new MessageTable(MAX_MESSAGES),
    ...named,
  };
}

/** The state as it can be kept while the fold goes on. */
export function frozen(state: MailboxSessionState): MailboxSessionState {
  const freeze = <T extends MailboxState | undefined>(mailbox: T): T =>
    mailbox && { ...mailbox, messages: mailbox.messages.snapshot() };
  return { ...state, selected: freeze(state.selected), opening: freeze(state.opening) };
}

/** Equal for states from which the rest of a session is judged alike: what was said before no longer matters. */
export function mailboxStateKey(state: MailboxSessionState): string {
  const {
    followed,
    enabled,
    capabilities,
    notified,
    muted,
    user,
    pending,
    heard,
    selected,
    opening,
    memories,
  } = state;
  const commands = pending.map(({ index, tag, text }) =>
    [tag, textHash(text), ...Object.values(heard).map((at: number) => at > index)].join(),
  );
  return [
    followed,
    [...enabled].join(),
    textHash([...(capabilities ?? [])].join()),
    notified,
    muted,
    user,
    commands.join(';'),
    mailboxKey(selected),
    mailboxKey(opening),
    ...Array.from(memories, ([name, memory]) => `${name}=${memoryKey(memory)}`),
  ].join('|');
}

function mailboxKey(mailbox: MailboxState | undefined): string {
  if (!mailbox) return '';
  const { name, exists, recent, first, flags, permanentFlags, noModseq, flagsFrom, given } = mailbox;
  const own = [name, exists, recent, first, flags?.text, permanentFlags?.text, noModseq, flagsFrom, ...given];
  return `${own.map(String).join()} ${memoryKey(mailbox)}`;
}

/** Older memories are told apart by how many there are only: they are looked at for what the newer ones lack. */
function memoryKey({
  uidValidity,
  uidNext,
  highestModseq,
  messages,
  readOnly,
  before,
}: MailboxMemory): string {
  const older = before?.messages?.hash ?? 0;
  const depth = before?.before === undefined ? 0 : 1;
  const own = [uidValidity, uidNext, highestModseq, messages?.count, messages?.hash, readOnly, older, depth];
  return own.map(String).join();
}

/** The most messages a mailbox can hold: their numbers have 32 bits (RFC 9051 9, nz-number). */
const MAX_MESSAGES = 4_294_967_295;
