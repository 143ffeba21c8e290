// What a failed IMAP session means to the user: by the library's code, the response code (RFC 5530), then the words.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import { isList, textOf } from './imapCommand.ts';
import type { ImapAnswer } from './imapCommand.ts';
import type { ImapTimes } from './imapTimes.ts';

/** Where it happened, for the sentence. */
export interface FaultPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly times: Pick<ImapTimes, 'silence' | 'greeting'>;
  /** What was asked for: `LOGIN`, `opening INBOX`. */
  readonly asked: string;
  /** The folder, where there is one. */
  readonly folder?: string;
  /** What the server said last in refusal. */
  readonly refused: string;
  /** The server's literal that was on its way. */
  readonly literal: { readonly announced: number; readonly missing: number } | undefined;
  /** True where the server let its time pass. */
  readonly silent: boolean;
  /** True where the server said more lines than anybody needs. */
  readonly flooded: boolean;
  /** Why the library ended the connection. */
  readonly broken: unknown;
  readonly loginIsToken: boolean;
  /** How one can log in, as the server says. */
  readonly mechanisms: readonly string[];
  /** Masks secrets: servers repeat what they were told. */
  readonly hidden: (text: string) => string;
}

/** Makes a `MailError` of whatever the library threw; aborts and `MailError`s pass as they are. */
export function imapFault(error: unknown, place: FaultPlace): unknown {
  if (error instanceof MailError || isAbort(error)) return error;
  const thrown = error as LibraryError;
  const lost = libraryCode(thrown) === 'connection-lost';
  return lost ? lostFault(place, error) : answeredFault(thrown, place);
}

/** The connection is gone; why, the library tells only by its event. */
function lostFault(place: FaultPlace, error: unknown): MailError {
  const { host, times, literal, silent, flooded, broken, refused } = place;
  const cause = { cause: error };
  if (flooded) return new MailError('answer-too-large', [host, detail('is allowed')], cause);
  const code = libraryCode(broken as LibraryError | undefined);
  if (code === 'answer-too-large') return new MailError(code, [host, detail('is allowed')], cause);
  if (code === 'answer-malformed') return new MailError(code, [host, said(broken, place)], cause);
  if (literal) {
    const { announced, missing } = literal;
    return new MailError('message-incomplete', [host, String(announced - missing), String(announced)], cause);
  }
  if (silent) return new MailError('server-silent', [host, seconds(times.silence)], cause);
  if (refused !== '') return new MailError('server-closed', [host, said(undefined, place)], cause);
  return new MailError('connection-lost', [host], cause);
}

/** The server refused, or said what cannot be read. */
function answeredFault(thrown: LibraryError, place: FaultPlace): MailError {
  const { host, port, user, folder = '', asked, times } = place;
  const text = said(thrown, place);
  const cause = { cause: thrown };
  if (/^login is disabled/i.test(thrown.message ?? '')) return new MailError('login-disabled', [host], cause);
  if (/unsupported authentication|no matching authentication/i.test(thrown.message ?? '')) {
    return new MailError('no-common-mechanism', [host, place.mechanisms.join(', ')], cause);
  }
  // What was thrown holds the server's words, which may repeat the secret.
  if (thrown.authenticationFailed === true) return loginFault(responseCode(thrown), text, place);
  if (thrown.mailboxMissing === true) return new MailError('folder-gone', [folder], cause);
  const known = libraryCode(thrown) ?? byResponse.get((responseCode(thrown) ?? '').toUpperCase());
  switch (known) {
    case undefined:
      return new MailError('command-refused', [host, asked, text], cause);
    case 'greeting-timeout':
      return new MailError(known, [host, seconds(times.greeting)], cause);
    case 'server-silent':
      return new MailError(known, [host, seconds(times.silence)], cause);
    case 'connection-timeout':
      return new MailError(known, [host, String(port), seconds(times.silence)], cause);
    case 'answer-too-large':
      return new MailError(known, [host, detail('is allowed')], cause);
    case 'folder-gone':
      return new MailError(known, [folder], cause);
    case 'over-quota':
      return new MailError(known, [user], cause);
    case 'not-permitted':
      return new MailError(known, [host, folder, text], cause);
    default:
      return new MailError(known, [host, text], cause);
  }
}

/** The server's words, else the library's; short, and without secrets. */
function said(error: unknown, { refused, hidden }: FaultPlace): string {
  const { responseText, message } = (error ?? {}) as LibraryError;
  const text = [responseText, refused, message].find((each) => each !== undefined && each !== '') ?? '';
  const shown = hidden(text.replace(/^\[[^\]]*\] ?/, ''));
  return shown.length > MAX_SAID ? `${shown.slice(0, MAX_SAID)}…` : shown;
}

/** RFC 5530: the word in brackets of the answer. */
function responseCode({ serverResponseCode, response }: LibraryError): string | undefined {
  if (serverResponseCode !== undefined) return serverResponseCode;
  const [first] = (typeof response === 'object' ? response.attributes : undefined) ?? [];
  if (first === null || first === undefined || isList(first)) return undefined;
  return textOf(first.section?.[0]);
}

/** Its parser numbers the places where it gives up. */
function libraryCode(error: LibraryError | undefined): FaultCode | undefined {
  const code = error?.code ?? '';
  return code.startsWith('ParserError') ? 'answer-malformed' : byLibrary.get(code);
}

function seconds(ms: number): string {
  return String(Math.max(1, Math.round(ms / 1000)));
}

/** What imapflow puts on its errors. */
interface LibraryError {
  readonly code?: string;
  readonly message?: string;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly responseText?: string;
  readonly response?: string | ImapAnswer;
  readonly mailboxMissing?: boolean;
}

const byLibrary: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['NoConnection', 'connection-lost'],
  ['EConnectionClosed', 'connection-lost'],
  ['StateLogout', 'connection-lost'],
  ['ClosedAfterConnectText', 'connection-lost'],
  ['ClosedAfterConnectTLS', 'connection-lost'],
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
  ['ResponseProcessingFailed', 'answer-malformed'],
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

function loginFault(code: string | undefined, text: string, place: FaultPlace): MailError {
  const { host, user } = place;
  if (/^(?:UNAVAILABLE|LIMIT|INUSE)/i.test(code ?? '')) return new MailError('server-busy', [host, text]);
  if (/app(?:lication)?[ -]?(?:specific )?password|web ?login|browser|basic auth/i.test(text)) {
    return new MailError('app-password-needed', [host, user]);
  }
  if (/\block(?:ed)?\b|too many|disabled|suspended|blocked/i.test(text)) {
    return new MailError('account-locked', [host, user, text]);
  }
  if (place.loginIsToken || /^EXPIRED/i.test(code ?? '')) return new MailError('token-expired', [host, user]);
  return new MailError('wrong-password', [host, user]);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

const MAX_SAID = 200;
