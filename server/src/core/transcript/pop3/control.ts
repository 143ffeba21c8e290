// Which states a POP3 session may be in, as a set: commands and replies lead from one set to the next.

import type { Pop3Row, Pop3State } from './commands.ts';
import { pop3States } from './commands.ts';

/** A set of states, a bit for each. */
export type Pop3StateSet = number;

/** The set of these states. */
export function statesOf(states: readonly Pop3State[]): Pop3StateSet {
  return states.reduce((set, state) => set | (1 << pop3States.indexOf(state)), 0);
}

export const EVERY_STATE: Pop3StateSet = statesOf(pop3States);

/** Whether a command is allowed in at least one of the states; an unknown command is. */
export function isAllowed(set: Pop3StateSet, row: Pop3Row | undefined): boolean {
  return !row || (set & statesOf(row.states)) !== 0;
}

/** The states after a command was accepted: it must have been allowed. */
export function accepted(set: Pop3StateSet, row: Pop3Row | undefined): Pop3StateSet {
  if (!row) return set;
  const allowed = statesOf(row.states);
  const from = (set & allowed) === 0 ? allowed : set & allowed;
  // AUTH without a mechanism lists them and logs nobody in: the caller leaves its row out.
  return row.leadsTo === undefined ? from : statesOf([row.leadsTo]);
}

/** The states after a command was refused. */
export function refused(set: Pop3StateSet, row: Pop3Row | undefined): Pop3StateSet {
  // RFC 1939 7: a refused PASS wants a new USER, though servers differ and may let PASS be said again.
  const login = row !== undefined && (row.leadsTo === 'transaction' || row.leadsTo === 'user');
  return login && (set & statesOf(['user'])) !== 0 ? set | statesOf(['authorization']) : set;
}

/** The states the client may count on while commands wait for their replies, each accepted or refused. */
export function believed(set: Pop3StateSet, waiting: readonly (Pop3Row | undefined)[]): Pop3StateSet {
  return waiting.reduce<Pop3StateSet>(
    // A client that does not wait counts on its logins; so QUIT behind them ends the session in any case.
    (states, row) => accepted(states, row) | refused(states, row),
    set,
  );
}

/** Behind a longer batch that waits anything is believed. */
export const MAX_BELIEVED = 100;
