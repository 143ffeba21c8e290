// What Node's socket errors mean to the user.

import { MailError } from '../mail/faults.ts';
import type { FaultCode } from '../mail/faults.ts';

/** Why a server could not be reached. */
export function reachFault(error: Error, host: string, port: number): MailError {
  const code = CODES.get(codeOf(error)) ?? 'connection-lost';
  return new MailError(code, [host, String(port)], { cause: error });
}

/** Why no secure connection came about. */
export function tlsFault(error: Error, host: string, port: number): MailError {
  // Who hangs up in the middle has said nothing against TLS: a relay whose server is down does so.
  if (HUNG_UP.has(codeOf(error))) return reachFault(error, host, port);
  return new MailError('tls-failed', [host, String(port), reason(error)], { cause: error });
}

/** Some errors of several tries hold the first one's code only in the list. */
function codeOf(error: Error): string {
  const { code, errors } = error as Error & { code?: string; errors?: readonly { code?: string }[] };
  return code ?? errors?.[0]?.code ?? '';
}

const CODES: ReadonlyMap<string, FaultCode> = new Map([
  ['ENOTFOUND', 'host-not-found'],
  ['EAI_AGAIN', 'host-not-found'],
  ['EAI_NODATA', 'host-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ETIMEDOUT', 'connection-timeout'],
  ['ENETUNREACH', 'network-unreachable'],
  ['EHOSTUNREACH', 'network-unreachable'],
  ['ENETDOWN', 'network-unreachable'],
  ['EADDRNOTAVAIL', 'network-unreachable'],
]);

const HUNG_UP: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/** OpenSSL's own words without its numbers and files: `wrong version number`. */
function reason({ message }: Error): string {
  const words = /SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1] ?? message;
  return words.trim().slice(0, 100);
}
