// Which states an IMAP session may be in, as a set: commands and replies lead from one set to the next (RFC 9051 3).

import { imapStates } from './commands.ts';
import type { ImapRow, ImapState } from './commands.ts';

/** A set of states, a bit for each. */
export type ImapStates = number;

/** The set of these states. */
export function imapStatesOf(states: readonly ImapState[]): ImapStates {
  return states.reduce((set, state) => set | (1 << imapStates.indexOf(state)), 0);
}

/** The states in a set. */
export function imapStatesIn(set: ImapStates): readonly ImapState[] {
  return imapStates.filter((_state, bit) => (set & (1 << bit)) !== 0);
}

export const EVERY_IMAP_STATE: ImapStates = imapStatesOf(imapStates);
const AUTHENTICATED = imapStatesOf(['authenticated']);

/** Whether a command is allowed in at least one of the states; an unknown command is. */
export function isImapAllowed(set: ImapStates, row: ImapRow | undefined): boolean {
  return !row || (set & imapStatesOf(row.states)) !== 0;
}

/** The states after a command was accepted: it must have been allowed. */
export function imapAccepted(set: ImapStates, row: ImapRow | undefined): ImapStates {
  if (!row) return set;
  const allowed = imapStatesOf(row.states);
  const before = (set & allowed) === 0 ? allowed : set & allowed;
  return row.leadsTo === undefined ? before : imapStatesOf([row.leadsTo]);
}

/** The states after the server said NO to a command. */
export function imapRefused(set: ImapStates, row: ImapRow | undefined): ImapStates {
  // RFC 9051 6.3.2: the mailbox selected before is closed before the other is opened.
  if (row?.verb !== 'SELECT' && row?.verb !== 'EXAMINE') return set;
  const selected = set & imapStatesOf(row.states);
  return selected === 0 ? set : AUTHENTICATED;
}

/** The states the client may count on while commands wait for their replies: each accepted or refused. */
export function imapBelieved(set: ImapStates, waiting: readonly (ImapRow | undefined)[]): ImapStates {
  if (waiting.length > MAX_WAITING) return EVERY_IMAP_STATE;
  return waiting.reduce((states, row) => states | imapAccepted(states, row) | imapRefused(states, row), set);
}

/** Longer batches are not followed command by command. */
const MAX_WAITING = 100;
