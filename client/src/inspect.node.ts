// Everything that looks into messages beyond their text, in a bundle of its own that is loaded when it is first needed.

import { verify } from './inspect/auth/verify.ts';
import type { Authenticity } from './inspect/auth/verify.ts';
import { inspectSecurity } from './inspect/smime/security.ts';
import type { SecuredPart } from './inspect/smime/security.ts';
import { nodeLookup } from './net/lookup.ts';
import { trustedAuthorities } from './net/roots.ts';

/**
 * Verifies a message.
 * @param octets as they are in the file.
 * @param dns whether the DNS is asked; without, nothing leaves the machine.
 */
export function authenticityOf(octets: Uint8Array, dns: boolean): Promise<Authenticity> {
  return verify(octets, dns ? { dns: nodeLookup(), client: 'received' } : {});
}

/**
 * The protected parts of a message.
 * @param authorities in PEM, that are trusted besides those of this machine.
 */
export function securityOf(octets: Uint8Array, authorities: readonly string[] = []): readonly SecuredPart[] {
  return inspectSecurity(octets, { roots: [...trustedAuthorities(), ...authorities] });
}
