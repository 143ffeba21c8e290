// Which messages the sessions of a log have been told to be recent, each of one session only (RFC 3501 2.3.2).

import type { MailboxSessionState } from '../mailboxState.ts';

/** Shared by all sessions of a log. */
export class RecentMessages {
  /** The session that saw a message first, by user, mailbox, UIDVALIDITY and UID. */
  readonly #sessions = new Map<string, object>();

  /** Takes down that a session was told so. @returns true where another one was before. */
  take(session: object, { user, selected }: MailboxSessionState, uid: number | undefined): boolean {
    const { name, uidValidity, readOnly } = selected ?? {};
    // Who only looks leaves the flag to others; and users do not see each other's.
    if (uid === undefined || user === undefined || name === undefined) return false;
    if (uidValidity === undefined || readOnly !== false) return false;
    const key = [user, name, uidValidity, uid].join('\n');
    const first = this.#sessions.get(key);
    if (!first && this.#sessions.size < MAX_KEPT) this.#sessions.set(key, session);
    return first !== undefined && first !== session;
  }
}

const MAX_KEPT = 100_000;
