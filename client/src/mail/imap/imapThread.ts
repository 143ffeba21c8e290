// The thread of one message as the server sees it (RFC 5256 3, THREAD): asked for among messages of the same subject, as
// the threads of a whole folder would be a long answer.

import type { OrderRequest } from './imapOrder.ts';
import { baseSubject } from './imapOrder.ts';
import { imapCommand, isAscii, isList, searchWords, textOf, words } from './imapCommand.ts';
import type { ImapToken } from './imapCommand.ts';

/** The UIDs of a message's thread; empty where the server does not thread, or does not say. */
export async function threadUids(
  { connection, client }: OrderRequest,
  uid: number,
  subject: string,
): Promise<readonly number[]> {
  const algorithm = ['REFS', 'REFERENCES'].find((name) => connection.has(`THREAD=${name}`));
  const base = baseSubject(subject)
    .replace(/[\r\n\0"\\]/g, ' ')
    .trim();
  if (algorithm === undefined || base === '') return [];
  let found: readonly number[] = [];
  const charset = isAscii(base) ? 'US-ASCII' : 'UTF-8';
  const asked = [words(`${algorithm} ${charset}`), ...searchWords(`OR UID ${uid} SUBJECT "${base}"`)];
  await imapCommand(client, 'UID THREAD', asked, {
    THREAD: ({ attributes = [] }) => {
      for (const thread of attributes) {
        const uids = numbersIn(thread);
        if (uids.includes(uid)) found = uids;
      }
    },
  });
  return found;
}

/** All numbers of nested lists, in order. */
function numbersIn(thread: ImapToken): readonly number[] {
  const numbers: number[] = [];
  const pending: ImapToken[] = [thread];
  for (let token = pending.pop(); token !== undefined; token = pending.pop()) {
    if (isList(token)) pending.push(...[...token].reverse());
    else {
      const number = Number(textOf(token));
      if (Number.isInteger(number) && number > 0) numbers.push(number);
    }
  }
  return numbers;
}
