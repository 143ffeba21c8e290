// How long IMAP waits for what.

/** All in milliseconds. */
export interface ImapTimes {
  /** Without an octet while an answer is due. */
  readonly silence: number;
  /** Until a server has said who it is. */
  readonly greeting: number;
  /** How long an IDLE lasts: far below the 29 minutes of RFC 2177, as boxes in between forget sooner. */
  readonly idle: number;
  /** Between two questions, where the server has no IDLE. */
  readonly poll: number;
  /** Before the first and the longest wait for a server that was lost. */
  readonly firstPause: number;
  readonly lastPause: number;
  /** How often the clock is looked at; a much longer gap means that the machine slept. */
  readonly tick: number;
  /** How long changes are gathered before they are told. */
  readonly gather: number;
  /** Until an idle connection is given up: servers keep one for half an hour, gateways for less. */
  readonly rest: number;
  /** After which a connection that had rested is asked whether it lives before something is changed. */
  readonly stale: number;
  /** For that question, and for a LOGOUT. */
  readonly farewell: number;
}

export const imapTimes: ImapTimes = {
  silence: 60_000,
  greeting: 30_000,
  idle: 9 * 60_000,
  poll: 60_000,
  firstPause: 1000,
  lastPause: 5 * 60_000,
  tick: 10_000,
  gather: 50,
  rest: 4 * 60_000,
  stale: 10_000,
  farewell: 2000,
};
