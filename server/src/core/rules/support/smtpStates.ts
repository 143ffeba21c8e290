// Questions about the states a session may be in.

import type { SmtpState } from '../../transcript/smtp/commands.ts';
import { statesOf } from '../../transcript/smtp/control.ts';
import type { SmtpStates } from '../../transcript/smtp/control.ts';

/** True where the session can be in no other state than these. */
export function onlyIn(set: SmtpStates, states: readonly SmtpState[]): boolean {
  return set !== 0 && (set & ~statesOf(states)) === 0;
}

/** True where the session may be in this state. */
export function isIn(set: SmtpStates, state: SmtpState): boolean {
  return (set & statesOf([state])) !== 0;
}
