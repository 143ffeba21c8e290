// Addresses between people and the transport: what is typed is read, what is read goes into an envelope.

import { createDocument } from '../message/document.ts';
import { domainProblems, localPartProblems } from '../message/views/addressChecks.ts';
import type { AddressCheckCode } from '../message/views/addressChecks.ts';
import { mailboxes } from '../message/views/addresses.ts';
import type { MailboxView } from '../message/views/addresses.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { asciiDomain } from './idn.ts';

/** The mailboxes of a text as people write them into an address field; those of groups too. */
export function mailboxesIn(text: string): readonly MailboxView[] {
  const document = createDocument({ snapshot: textSnapshot(`To: ${text.replace(/[\r\n]+/g, ' ')}`) });
  const field = document.messages[0]?.field('to');
  return field ? mailboxes(field) : [];
}

/**
 * An address as MAIL FROM and RCPT TO take it (RFC 5321 4.1.2), without brackets. The domain is written in A-labels,
 * unless the local part needs SMTPUTF8 anyway: then it stays as it is (RFC 6531 3.2).
 * @returns undefined where it is no address that can be sent to.
 */
export function wireAddress({ local, host, address }: MailboxView): string | undefined {
  // RFC 2047 5 (3): an encoded-word never stands in an address.
  if (local === '' || host === '' || ENCODED_WORD.test(local)) return undefined;
  const domain = NON_ASCII.test(local) ? host : asciiDomain(host);
  const problems = [...localPartProblems(local), ...domainProblems(domain)];
  if (problems.some(({ code }) => UNSENDABLE.has(code))) return undefined;
  const written = `${address.slice(0, address.length - host.length)}${domain}`;
  // What ends a path or a command must not stand in one, whatever else lets it pass.
  return UNSAFE.test(domain) || CONTROL.test(written) ? undefined : written;
}

/** Equal for addresses of the same mailbox: domains have no case (RFC 5321 2.4). */
export function addressKey(wire: string): string {
  const at = wire.lastIndexOf('@');
  return wire.slice(0, at) + wire.slice(at).toLowerCase();
}

const UNSENDABLE = new Set<AddressCheckCode>([
  'local-control',
  'label-empty',
  'label-character',
  'literal-ipv4',
  'literal-ipv6',
  'literal-quoted-pair',
  'literal-untagged',
]);
const ENCODED_WORD = /=\?[^?]+\?[bq]\?/i;
const NON_ASCII = /[^\0-\x7f]/;
const CONTROL = /[\0-\x1f\x7f]/;
const UNSAFE = /[\0-\x20<>(),;@"\\\x7f]/;
