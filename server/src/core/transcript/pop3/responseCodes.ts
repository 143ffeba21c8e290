// The response codes of POP3 (RFC 2449 8): what each means, and what to do next.

import { page, rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A response code. */
export interface ResponseCodeRow {
  /** In upper case, levels with a slash between them. */
  readonly code: string;
  /** What the server says by it, in plain words. */
  readonly summary: string;
  /** What whoever reads the log does next. */
  readonly next: string;
  /** The verbs it may answer; absent: any. */
  readonly verbs?: readonly string[];
  /** The capability that announces it. */
  readonly announcedBy: 'RESP-CODES' | 'AUTH-RESP-CODE' | 'UTF8';
  readonly status: 'standard' | 'vendor';
  readonly references: readonly Reference[];
}

const LOGIN = ['AUTH', 'USER', 'PASS', 'APOP', 'RPOP'] as const;
const gmail = page('Gmail Help, POP', 'https://support.google.com/mail/answer/7104828');

/** The codes, in order. */
export const pop3ResponseCodes: readonly ResponseCodeRow[] = [
  {
    code: 'AUTH',
    summary: 'The login failed because of the name, the password, or an account that may not log in.',
    next: 'Check name and password, and whether the account may use POP3. Trying again unchanged will not help.',
    verbs: LOGIN,
    announcedBy: 'AUTH-RESP-CODE',
    status: 'standard',
    references: [rfc(3206, '5')],
  },
  {
    code: 'IN-USE',
    summary: 'The login is right, but another session has the mailbox locked.',
    next: 'Wait until the other program has finished, or until its session times out.',
    verbs: LOGIN,
    announcedBy: 'RESP-CODES',
    status: 'standard',
    references: [rfc(2449, '8.1.2')],
  },
  {
    code: 'LOGIN-DELAY',
    summary: 'The last login was too short a time ago.',
    next: 'Ask for mail less often; the capability LOGIN-DELAY says how many seconds must lie between two logins.',
    verbs: LOGIN,
    announcedBy: 'RESP-CODES',
    status: 'standard',
    references: [rfc(2449, '8.1.1'), rfc(2449, '6.5')],
  },
  {
    code: 'SYS/PERM',
    summary: 'A fault inside the server that will not go away by itself.',
    next: 'Tell the postmaster.',
    announcedBy: 'RESP-CODES',
    status: 'standard',
    references: [rfc(3206, '4')],
  },
  {
    code: 'SYS/TEMP',
    summary: 'A fault inside the server that will probably pass.',
    next: 'Try again later; tell the user only if it stays.',
    announcedBy: 'RESP-CODES',
    status: 'standard',
    references: [rfc(3206, '4')],
  },
  {
    code: 'UTF8',
    summary: 'The message or the mailbox needs UTF-8, and the client has not said UTF8.',
    next: 'Say UTF8 before the login, or fetch the message with a client that does.',
    announcedBy: 'UTF8',
    status: 'standard',
    references: [rfc(6856, '5')],
  },
  {
    code: 'SYS',
    summary: 'A fault inside the server.',
    next: 'Try again later; tell the postmaster if it stays.',
    announcedBy: 'RESP-CODES',
    status: 'standard',
    references: [rfc(3206, '4')],
  },
  {
    code: 'ALERT',
    summary: 'The text is meant for the user’s eyes.',
    next: 'Read it.',
    announcedBy: 'RESP-CODES',
    status: 'vendor',
    references: [gmail],
  },
];

const byCode: ReadonlyMap<string, ResponseCodeRow> = new Map(
  pop3ResponseCodes.map((each) => [each.code, each]),
);

/**
 * The row of a code, in any case. Of a code with more levels than the table has, the row of those it knows
 * (RFC 2449 8: a client ignores detail it does not know).
 */
export function pop3ResponseCode(code: string): ResponseCodeRow | undefined {
  const levels = code.toUpperCase().split('/').slice(0, MAX_LEVELS);
  for (let count = levels.length; count > 0; count--) {
    const row = byCode.get(levels.slice(0, count).join('/'));
    if (row) return row;
  }
  return undefined;
}

const MAX_LEVELS = 4;
