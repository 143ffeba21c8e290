// Questions about the states a session may be in.

import type { SmtpRow, SmtpState } from '../../transcript/smtp/commands.ts';
import type { SmtpExchange } from '../../transcript/smtp/machine.ts';
import { statesOf } from '../../transcript/smtp/control.ts';
import type { SmtpStates } from '../../transcript/smtp/control.ts';
import { replyCode } from './smtpReplies.ts';

/** True where the session can be in no other state than these. */
export function onlyIn(set: SmtpStates, states: readonly SmtpState[]): boolean {
  return set !== 0 && (set & ~statesOf(states)) === 0;
}

/** True where the session may be in this state. */
export function isIn(set: SmtpStates, state: SmtpState): boolean {
  return (set & statesOf([state])) !== 0;
}

/**
 * The states in which a command may have been said. A server that answers 503 knows better than the log whether a
 * transaction was under way; where commands wait, their refusal may be the cause.
 */
export function statesAt({ command, exchange, session, state }: SmtpExchange): SmtpStates {
  const { believed, waiting } = state;
  if (!command?.row || waiting.length > 0) return believed;
  const wrong = believed & ~allowed(command.row);
  return wrong !== 0 && replyCode(session, exchange.index) === '503' ? wrong : believed;
}

function allowed(row: SmtpRow): SmtpStates {
  const states = ALLOWED.get(row) ?? statesOf(row.states);
  ALLOWED.set(row, states);
  return states;
}

const ALLOWED = new Map<SmtpRow, SmtpStates>();
