// The protocols whose sessions are read, and who speaks in them.

/** The protocols that have a command table. */
export type Protocol = 'smtp' | 'lmtp' | 'imap' | 'pop3';

/** Who says a line: the two sides, or nobody (a remark of the tool or the writer). */
export type Speaker = 'client' | 'server' | 'note';
