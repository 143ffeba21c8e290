// Which states an SMTP session may be in, as a set: commands and replies lead from one set to the next.

import type { SmtpRow, SmtpState } from './commands.ts';
import { smtpStates } from './commands.ts';

/** A set of states, a bit for each. */
export type SmtpStates = number;

/** The set of these states. */
export function statesOf(states: readonly SmtpState[]): SmtpStates {
  return states.reduce((set, state) => set | (1 << smtpStates.indexOf(state)), 0);
}

/** The states in a set. */
export function statesIn(set: SmtpStates): readonly SmtpState[] {
  return smtpStates.filter((_state, bit) => (set & (1 << bit)) !== 0);
}

export const EVERY_STATE: SmtpStates = statesOf(smtpStates);

/** Whether a command is allowed in at least one of the states; an unknown command is. */
export function isAllowed(set: SmtpStates, row: SmtpRow | undefined): boolean {
  return !row || (set & statesOf(row.states)) !== 0;
}

/** A command as it changes the state. */
export interface SaidCommand {
  readonly row: SmtpRow | undefined;
  /** BDAT or BURL with LAST. */
  readonly last: boolean;
}

/** The states after a command was accepted: it must have been allowed. */
export function accepted(set: SmtpStates, { row, last }: SaidCommand): SmtpStates {
  if (!row) return set;
  const allowed = statesOf(row.states);
  // A server may allow more than the standard: what leads nowhere tells nothing then.
  const unexpected = row.leadsTo === undefined ? set | allowed : allowed;
  return map((set & allowed) === 0 ? unexpected : set & allowed, (state) => {
    if (row.verb === 'RSET') return [state === 'start' ? 'start' : 'ready'];
    return [last ? 'ready' : (row.leadsTo ?? state)];
  });
}

/** The states after a command was refused. */
export function refused(set: SmtpStates, { row }: SaidCommand): SmtpStates {
  // RFC 5321 4.1.1.4, RFC 3030 2: a message that was refused ends its transaction; a refused DATA may not.
  const ends = row?.verb === 'DATA' || row?.verb === 'BDAT' || row?.verb === 'BURL';
  return ends ? set | map(set, (state) => [state === 'start' ? 'start' : 'ready']) : set;
}

/** The states the client may count on while commands wait for their replies: each accepted or refused. */
export function believed(set: SmtpStates, waiting: readonly SaidCommand[]): SmtpStates {
  if (waiting.length > MAX_WAITING) return EVERY_STATE;
  return waiting.reduce((states, command) => accepted(states, command) | refused(states, command), set);
}

function map(set: SmtpStates, to: (state: SmtpState) => readonly SmtpState[]): SmtpStates {
  return statesIn(set).reduce((states, state) => states | statesOf(to(state)), 0);
}

/** Longer batches are not followed command by command. */
const MAX_WAITING = 100;
