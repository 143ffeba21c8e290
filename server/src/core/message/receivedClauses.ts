// The clauses of a Received field in the order they are written (RFC 5321 4.4), and the two registered since.

/** Facts about one clause. */
export interface ReceivedClauseFacts {
  /** Its place among the clauses. Registered additions stand behind the six of RFC 5321, in any order. */
  readonly rank: number;
  /** What the value is, as words that can follow "is". */
  readonly holds: string;
  /** The RFC and section that define it. */
  readonly section: readonly [rfc: number, section: string];
}

/** The known clauses by name in lower case. */
export const receivedClauses: ReadonlyMap<string, ReceivedClauseFacts> = new Map([
  ['from', { rank: 0, holds: 'the host that sent the message, as it called itself', section: [5321, '4.4'] }],
  ['by', { rank: 1, holds: 'the host that took the message', section: [5321, '4.4'] }],
  ['via', { rank: 2, holds: 'the link it came over', section: [5321, '4.4'] }],
  ['with', { rank: 3, holds: 'the protocol', section: [5321, '4.4'] }],
  ['id', { rank: 4, holds: "the receiving host's name for the transfer", section: [5321, '4.4'] }],
  ['for', { rank: 5, holds: 'the recipient', section: [5321, '4.4'] }],
  ['tls', { rank: 6, holds: 'the TLS cipher suite', section: [8314, '4.3'] }],
  ['state', { rank: 6, holds: 'what holds the message back', section: [6729, '3'] }],
]);
