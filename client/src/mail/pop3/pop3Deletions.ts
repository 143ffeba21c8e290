// Applies deletions that wait: DELE for each, and QUIT, whose answer alone makes them true (RFC 1939 6).

import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Pop3Connection } from './pop3Connection.ts';
import type { Pop3Maildrop } from './pop3Maildrop.ts';

/**
 * Deletes messages in a session that was just listed, and ends it.
 * @returns the unique ids of those that are deleted. Two messages of one id are left alone: nobody can say which of
 *   them is meant.
 */
export async function applyDeletions(
  session: Pop3Connection,
  maildrop: Pop3Maildrop,
  uids: readonly string[],
  cancel: Cancellation,
): Promise<readonly string[]> {
  const wanted = new Set(uids);
  const numbers = new Map<number, string>();
  const seen = new Map<string, number>();
  for (const { uid, number } of maildrop.messages ?? []) {
    if (uid === undefined || !wanted.has(uid)) continue;
    const twin = seen.get(uid);
    if (twin === undefined) numbers.set(number, uid);
    else numbers.delete(twin);
    seen.set(uid, number);
  }
  const marked = await session.delete([...numbers.keys()], cancel);
  await session.quit(cancel).catch((error: unknown) => {
    if (!(error instanceof MailError) || !UNANSWERED.has(error.code) || marked.length === 0) throw error;
    throw new MailError('deletions-unknown', [maildrop.host, String(marked.length)], { cause: error });
  });
  return marked.flatMap((number) => numbers.get(number) ?? []);
}

/** What happens instead of an answer. */
const UNANSWERED: ReadonlySet<string> = new Set(['connection-lost', 'server-silent', 'answer-too-large']);
