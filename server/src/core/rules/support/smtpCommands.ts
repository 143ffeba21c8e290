// Questions that rules about SMTP commands ask: what the server had announced, how it answered, what a word says.

import type { TextRange } from '../../text/range.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { EhloLine } from '../../transcript/smtp/reply.ts';
import type { SmtpSessionState } from '../../transcript/smtp/machine.ts';
import { isServerFine } from './smtpReplies.ts';

/**
 * What the server offers at this place, by keyword; nothing behind HELO. Undefined where that cannot be told: its
 * answer is not in the log, still to come, or counts no more.
 */
export function offeredBy(state: SmtpSessionState): ReadonlyMap<string, EhloLine> | undefined {
  const open = state.waiting.some(({ syntax }) => RESETS.has(syntax.verb));
  return open || state.stale ? undefined : state.extensions;
}

/** True where the server accepted a command, or asked the client to go on with it. */
export function wentOn(session: Session, command: number): boolean {
  return isServerFine(session, command) || isAskedToGoOn(session, command);
}

/** True where the server asked the client to go on with a command (334, 354), behind the unit `after`. */
export function isAskedToGoOn({ exchanges }: Session, command: number, after = command): boolean {
  const end = Math.min(exchanges.count, after + NEAR);
  for (let index = after + 1; index < end; index++) {
    if (exchanges.kind(index) === 'continuation' && exchanges.get(index).repliesTo === command) return true;
  }
  return false;
}

/** A word of a command's own text. */
export interface Word extends TextRange {
  readonly text: string;
}

/** The words of a command line, its verb first; own offsets. */
export function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(/[^ \t]+/g), ({ 0: word, index }) => ({
    text: word,
    from: index,
    to: index + word.length,
  }));
}

/** Commands behind which what was announced may be something else. */
const RESETS: ReadonlySet<string> = new Set(['EHLO', 'HELO', 'LHLO', 'STARTTLS', 'XCLIENT']);
/** How far behind a command, in units, its continuation is looked for. */
const NEAR = 40;
