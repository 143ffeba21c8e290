// What a POP3 server's refusal means to the user: its response code, else its words.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';

/** Where it happened, for the sentence. */
export interface Pop3Place {
  readonly host: string;
  readonly user: string;
  readonly loginIsToken: boolean;
}

/**
 * @param text what stands behind `-ERR`.
 * @param asked the command without its arguments.
 */
export function pop3Fault({ host, user, loginIsToken }: Pop3Place, asked: string, text: string): MailError {
  const said = shortened(text);
  const code = /^\[([^\]]{1,40})\]/.exec(text)?.[1]?.toUpperCase();
  const coded = code === undefined ? undefined : CODES.get(code);
  // RFC 3206 4: AUTH says only that it is about the login; the words say what.
  const isVague = coded === undefined || coded === 'wrong-password';
  const known = isVague && LOGIN.has(asked) ? loginFault(text) : coded;
  switch (known) {
    case 'wrong-password':
      return new MailError(loginIsToken ? 'token-expired' : known, [host, user]);
    case 'maildrop-locked':
    case 'app-password-needed':
      return new MailError(known, [host, user]);
    case 'account-locked':
      return new MailError(known, [host, user, said]);
    case 'server-busy':
      return new MailError(known, [host, said]);
    case 'login-disabled':
      return new MailError(known, [host]);
    default:
      return new MailError('command-refused', [host, asked, said]);
  }
}

/** RFC 2449 8, RFC 3206 4. */
const CODES: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['IN-USE', 'maildrop-locked'],
  ['AUTH', 'wrong-password'],
  ['LOGIN-DELAY', 'server-busy'],
  ['SYS/TEMP', 'server-busy'],
]);

const LOGIN: ReadonlySet<string> = new Set(['USER', 'PASS', 'APOP', 'AUTH']);

/** Servers without response codes say it in words. */
function loginFault(text: string): FaultCode {
  if (/app(?:lication)?[ -]?(?:specific )?password|web ?login|browser/i.test(text)) {
    return 'app-password-needed';
  }
  if (/plain ?text|clear ?text|non-secure|encrypted|requires? (?:tls|ssl)/i.test(text)) {
    return 'login-disabled';
  }
  if (/disabled|suspended|too many|attempts/i.test(text)) return 'account-locked';
  if (/lock|in use|another (?:session|client)/i.test(text)) {
    return /account/i.test(text) ? 'account-locked' : 'maildrop-locked';
  }
  return 'wrong-password';
}

function shortened(text: string): string {
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}

const MAX_SAID = 200;
