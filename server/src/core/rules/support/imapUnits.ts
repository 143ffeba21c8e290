// Questions that rules ask about a unit of an IMAP session.

import type { TextRange } from '../../text/range.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { ImapState } from '../../transcript/imap/commands.ts';
import { imapStatesOf } from '../../transcript/imap/control.ts';
import type { ImapStates } from '../../transcript/imap/control.ts';
import { imapFaults } from '../../transcript/imap/grammar/faults.ts';
import type { ImapFaultCode } from '../../transcript/imap/grammar/faults.ts';
import type { ImapExchange, ImapSessionState } from '../../transcript/imap/session.ts';
import { statusOf } from '../../transcript/imap/status.ts';

/** True where the server took the command: then it knows more than the standard. */
export function isServerFine({ session, exchange }: ImapExchange): boolean {
  return statusOf(session, exchange.index) === 'OK';
}

/** True where the session can be in no other state than these. */
export function onlyIn(set: ImapStates, states: readonly ImapState[]): boolean {
  return set !== 0 && (set & ~imapStatesOf(states)) === 0;
}

/** True where IMAP4rev2 is in force: switched on, or the only one that the server speaks (RFC 9051 6.3.1). */
export function isRev2({ enabled, capabilities }: ImapSessionState): boolean {
  const names = capabilities?.names;
  return enabled.has('IMAP4REV2') || (names?.has('IMAP4REV2') === true && !names.has('IMAP4REV1'));
}

/** The nodes of a kind in the unit's tree, in order. */
export function nodesOf({ syntax }: ImapExchange, kind: number): readonly SyntaxNode[] {
  return syntax?.tree.root.descendants(kind) ?? [];
}

/** The own text of a range. */
export function ownText({ unit }: ImapExchange, { from, to }: TextRange): string {
  return unit.text.slice(from, to);
}

/** The host range of an own range. */
export function hostOf({ unit }: ImapExchange, { from, to }: TextRange): TextRange {
  return unit.host(from, to);
}

/** The host range of the command's name. */
export function commandName(subject: ImapExchange): TextRange {
  return subject.unit.host(subject.command?.name.from ?? 0, subject.command?.name.to ?? 0);
}

/** A word from the log for a message, shortened. */
export function shown(word: string): string {
  return word.length > MAX_WORD ? `${word.slice(0, MAX_WORD)}…` : word;
}

/** Milliseconds between two units, by the first line of each; undefined where the log has no times. */
export function elapsed({ session, exchange }: ImapExchange, since: number): number | undefined {
  const { all, numbers, exchanges } = session;
  const before = all.time(numbers[exchanges.get(since).first] ?? 0);
  const now = all.time(numbers[exchange.first] ?? 0);
  return before === undefined || now === undefined ? undefined : now - before;
}

/** Messages for faults of the grammar, each under its code, and the faults that report them. */
export function grammarFaults<Code extends ImapFaultCode>(
  ...codes: readonly Code[]
): { readonly messages: Readonly<Record<Code, string>>; readonly faults: Readonly<Record<Code, Code>> } {
  const entries = <T>(value: (code: Code) => T): Record<Code, T> =>
    Object.fromEntries(codes.map((code) => [code, value(code)])) as Record<Code, T>;
  return { messages: entries((code) => imapFaults[code].meaning), faults: entries((code) => code) };
}

const MAX_WORD = 40;
