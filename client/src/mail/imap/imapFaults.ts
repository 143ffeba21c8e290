// What a failed IMAP session means to the user: by the library's code, the response code (RFC 5530), then the words.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';

/** Where it happened, for the sentence. */
export interface FaultPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** What was asked for: `LOGIN`, `opening INBOX`. */
  readonly asked: string;
  /** The folder, where there is one. */
  readonly folder?: string;
  /** What the server said last in refusal. */
  readonly refused: string;
  readonly loginIsToken: boolean;
}

/** Makes a `MailError` of whatever the library threw; aborts and `MailError`s pass as they are. */
export function imapFault(error: unknown, place: FaultPlace): unknown {
  if (error instanceof MailError || isAbort(error)) return error;
  const { host, port, user, folder = '', asked } = place;
  const {
    code = '',
    authenticationFailed,
    serverResponseCode,
    responseText,
    mailboxMissing,
  } = error as LibraryError;
  const said = shortened(responseText ?? place.refused);
  const cause = { cause: error };
  if (/^login is disabled/i.test(messageOf(error))) return new MailError('login-disabled', [host], cause);
  if (authenticationFailed === true) return loginFault(serverResponseCode, said, place, cause);
  if (mailboxMissing === true) return new MailError('folder-gone', [folder], cause);
  const known = byLibrary.get(code) ?? byResponse.get((serverResponseCode ?? '').toUpperCase());
  switch (known) {
    case undefined:
      return new MailError('command-refused', [host, asked, said === '' ? messageOf(error) : said], cause);
    case 'greeting-timeout':
    case 'server-silent':
      return new MailError(known, [host, '60'], cause);
    case 'connection-timeout':
      return new MailError(known, [host, String(port), '20'], cause);
    case 'answer-too-large':
      return new MailError(known, [host, 'is allowed'], cause);
    case 'answer-malformed':
      return new MailError(known, [host, messageOf(error)], cause);
    case 'folder-gone':
      return new MailError(known, [folder], cause);
    case 'over-quota':
      return new MailError(known, [user], cause);
    case 'not-permitted':
      return new MailError(known, [host, folder, said], cause);
    default:
      return new MailError(known, [host, said], cause);
  }
}

/** What imapflow puts on its errors. */
interface LibraryError {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly responseText?: string;
  readonly mailboxMissing?: boolean;
}

const byLibrary: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['NoConnection', 'connection-lost'],
  ['EConnectionClosed', 'connection-lost'],
  ['StateLogout', 'connection-lost'],
  ['ClosedAfterConnectText', 'server-closed'],
  ['ClosedAfterConnectTLS', 'server-closed'],
  ['CONNECT_TIMEOUT', 'connection-timeout'],
  ['GREETING_TIMEOUT', 'greeting-timeout'],
  ['ETIMEOUT', 'server-silent'],
  ['ETHROTTLE', 'server-busy'],
  ['STARTTLS_INJECTION', 'starttls-injected'],
  ['LineTooLarge', 'answer-too-large'],
  ['LiteralTooLarge', 'answer-too-large'],
  ['ResponseTooLarge', 'answer-too-large'],
  ['TooManyTokens', 'answer-too-large'],
  ['TooManyResponses', 'answer-too-large'],
  ['MAX_IMAP_NESTING_REACHED', 'answer-malformed'],
  ['InvalidResponse', 'answer-malformed'],
  ['UnexpectedTag', 'answer-malformed'],
  ['MissingTag', 'answer-malformed'],
  ['ParserErrorExchange', 'answer-malformed'],
]);

/** RFC 5530 3, RFC 9051 7.1. */
const byResponse: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['NONEXISTENT', 'folder-gone'],
  ['TRYCREATE', 'folder-gone'],
  ['OVERQUOTA', 'over-quota'],
  ['NOPERM', 'not-permitted'],
  ['LIMIT', 'server-busy'],
  ['INUSE', 'server-busy'],
  ['UNAVAILABLE', 'server-busy'],
]);

function loginFault(
  code: string | undefined,
  said: string,
  place: FaultPlace,
  cause: ErrorOptions,
): MailError {
  const { host, user } = place;
  if (/^UNAVAILABLE|^LIMIT/i.test(code ?? '')) return new MailError('server-busy', [host, said], cause);
  if (/app(?:lication)?[ -]?(?:specific )?password|web ?login|browser|basic auth/i.test(said)) {
    return new MailError('app-password-needed', [host, user], cause);
  }
  if (/\block(?:ed)?\b|too many|disabled|suspended|blocked/i.test(said)) {
    return new MailError('account-locked', [host, user, said], cause);
  }
  if (place.loginIsToken || /^EXPIRED/i.test(code ?? '')) {
    return new MailError('token-expired', [host, user], cause);
  }
  return new MailError('wrong-password', [host, user], cause);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function messageOf(error: unknown): string {
  return shortened(error instanceof Error ? error.message : String(error));
}

function shortened(text: string): string {
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}

const MAX_SAID = 200;
