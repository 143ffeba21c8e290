// What rules about mailboxes over time have in common.

import type { MailboxCommand } from '../../transcript/imap/mailbox/command.ts';
import type { TextRange } from '../../text/range.ts';
import { dataMailbox } from '../../transcript/imap/mailbox/events.ts';
import type { MailboxEvent, MailboxEventKind, MailboxUnit } from '../../transcript/imap/mailbox/events.ts';
import type { MailboxMemory, MailboxSessionState, MailboxState } from '../../transcript/imap/mailboxState.ts';

/** The event of a unit where it is of this kind. */
export function eventOf<K extends MailboxEventKind>({ event }: MailboxUnit, kind: K): EventOf<K> | undefined {
  return event.kind === kind ? (event as EventOf<K>) : undefined;
}

type EventOf<K extends MailboxEventKind, E = MailboxEvent> = E extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? E
    : never
  : never;

/** The mailbox that a response is about; undefined where a SELECT is under way, or none is known. */
export function openMailbox({ state }: MailboxUnit): MailboxState | undefined {
  return state.followed && state.opening === undefined ? state.selected : undefined;
}

/** The mailbox that a response is about, be it selected or about to be. */
export function anyMailbox({ state }: MailboxUnit): MailboxState | undefined {
  return state.followed ? dataMailbox(state) : undefined;
}

/** The command that waits, where only one does. */
export function onlyPending({ state }: MailboxUnit): MailboxCommand | undefined {
  return state.pending.length === 1 ? state.pending[0] : undefined;
}

/** The number in front of a response's name. */
export function numberPlace({ source }: MailboxUnit): TextRange {
  return source.find(/^\* (\d+)/);
}

/** The value of an item of a FETCH response. */
export function itemPlace({ source }: MailboxUnit, name: string): TextRange {
  return source.find(
    new RegExp(`[ (]${name.replace(/[.[\]]/g, '\\$&')} +(\\([^()]*\\)|"[^"]*"|\\S+?)(?=[ )]|$)`, 'i'),
  );
}

/** The word of a tagged response: OK, NO or BAD. */
export function statusPlace({ source }: MailboxUnit): TextRange {
  return source.find(/^\S+ +([A-Za-z]+)/);
}

/** Compares numbers as written: mod-sequences have 63 bits. */
export function compareNumbers(a: string, b: string): number {
  const left = a.replace(/^0+(?=\d)/, '');
  const right = b.replace(/^0+(?=\d)/, '');
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

/** What is known of a mailbox by its name. */
export function knownMailbox(state: MailboxSessionState, name: string): MailboxMemory | undefined {
  const { opening, selected, memories } = state;
  if (opening?.name === name) return opening.uidValidity === undefined ? opening.before : opening;
  return selected?.name === name ? selected : memories.get(name);
}

/** A flag in a list of flags, by its name in any case. */
export function flagPlace({ source }: MailboxUnit, flag: string): TextRange {
  return source.find(new RegExp(`[( ](${flag.replace(/[$\\^*+?.()|[\]{}]/g, '\\$&')})(?=[ )])`, 'i'));
}

/** What the server answers to a command, its first line; undefined where the log does not have it. */
export function answerTo({ session, index }: MailboxUnit): string | undefined {
  const { exchanges, all, numbers } = session;
  const reply = exchanges.answeredBy(index);
  return reply === undefined ? undefined : all.text(numbers[exchanges.first(reply)] ?? 0);
}

/** True where the server took a command. */
export function isTaken(unit: MailboxUnit): boolean {
  return /^\S+ +OK\b/i.test(answerTo(unit) ?? '');
}
