// What may be an account's settings: found in a table, in the DNS, or at the domain of the address.

import type { ConnectionSecurity, OAuthSettings, ServerSettings } from '../mail/account.ts';

/** What to know about logging in, before it fails. */
export type LoginAdvice = 'appPassword' | 'enableAccess' | 'bridge' | 'signInOnly' | 'ownPassword';

/** Settings one can choose. */
export interface Proposal {
  readonly kind: 'imap' | 'pop3';
  /** The provider, where it is known. */
  readonly provider?: string;
  readonly incoming: ServerSettings;
  readonly outgoing?: ServerSettings;
  readonly oauth?: OAuthSettings;
  readonly advice?: LoginAdvice;
  /** A page of the provider on this, for the user. */
  readonly help?: string;
  /** Where it was found: in our table, at an address of the domain, or in the DNS. */
  readonly source: 'preset' | 'autoconfig' | 'srv';
}

/** A server as tables and records name it. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly security: ConnectionSecurity;
}

/** An address in its two halves; the domain in lower case. */
export interface AddressHalves {
  readonly local: string;
  readonly domain: string;
}

/**
 * Halves of an address as one types it, without a name or angle brackets; undefined where it is none that mail can be
 * asked for (RFC 5321 4.1.2: quoted local parts are left to the settings).
 */
export function addressHalves(address: string): AddressHalves | undefined {
  const match = /^([^\s@"<>(),:;\\\p{Cc}]{1,64})@([\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?)$/u.exec(
    address.trim(),
  );
  const [, local, domain] = match ?? [];
  if (local === undefined || domain === undefined || domain.includes('..')) return undefined;
  const ascii = asciiDomain(domain);
  return ascii === undefined ? undefined : { local, domain: ascii };
}

/** RFC 5890: the A-label form, which the DNS and certificates know. */
function asciiDomain(domain: string): string | undefined {
  const address = `https://${domain}/`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
