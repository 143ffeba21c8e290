// What must not reach a server as part of a command or a header: the door against injection.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { shownText } from '../shownText.ts';
import type { SubmissionEnvelope } from '../submission.ts';

/** Throws `unsafe-text` or `no-recipient` for an envelope that would not be read as what it is. */
export function refuseUnsafeEnvelope({ from, to, envid }: SubmissionEnvelope): void {
  if (to.length === 0) throw new MailError('no-recipient');
  if (from !== '') refuseUnsafeAddress(from);
  for (const address of to) refuseUnsafeAddress(address);
  // RFC 3461 4.4: at most 100 characters, printable ASCII.
  if (envid !== undefined && !/^[\x20-\x7e]{1,100}$/.test(envid)) {
    throw new MailError('unsafe-text', [shownText(envid), detail('what is no envelope id')]);
  }
}

/** Throws `unsafe-text` for what does not fit between `<` and `>` of a path (RFC 5321 4.1.2, RFC 6531 3.3). */
export function refuseUnsafeAddress(address: string): void {
  const wrong = address === '' || address.length > MAX_ADDRESS ? detail('no address') : fault(address);
  if (wrong !== undefined) throw new MailError('unsafe-text', [shownText(address, MAX_SHOWN), wrong]);
}

/** Throws `unsafe-text` for a header line that is more than one. */
export function refuseBreaks(line: string): void {
  if (/[\r\n\0]/.test(line)) {
    throw new MailError('unsafe-text', [shownText(line, MAX_SHOWN), detail('a line end')]);
  }
}

function fault(address: string): string | undefined {
  // RFC 5321 4.5.1: the one address without a domain.
  if (/^postmaster$/i.test(address)) return undefined;
  if (/\p{Cc}|[\u2028\u2029]/u.test(address)) return detail('a line end or control character');
  if (/\p{Cs}/u.test(address)) return detail('half a character');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  // A quoted local part may hold what would else end the path.
  const quoted = /^"(?:[^"\\]|\\.)*"$/su.test(local);
  if (at < 1) return detail('no domain');
  if (!quoted && /[\s<>()",:;\\@[\]]/u.test(local)) return detail('a space or a bracket');
  if (/[<>]/.test(local)) return detail('an angle bracket');
  if (!DOMAIN.test(domain)) return detail('no name of a domain');
  return undefined;
}

/** A name, its letters in any script, or a literal in brackets (RFC 5321 4.1.3). */
const DOMAIN =
  /^(?:[\p{L}\p{N}\p{M}_](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_])?|\[[\x21-\x5a\x5e-\x7e]+\])$/u;
/** UTF-16 units; RFC 5321 4.5.3.1.3 gives a path 256 octets, and servers say themselves what is too long. */
const MAX_ADDRESS = 1000;
const MAX_SHOWN = 100;
