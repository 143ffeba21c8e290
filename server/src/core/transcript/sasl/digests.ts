// Computes the digests of CRAM-MD5 and APOP, to check those in a log that holds the password too.

import { encodeLatin1, encodeUtf8 } from '../../message/body/octets.ts';
import { hex, hmacMd5, md5 } from './md5.ts';

/**
 * The digest that answers a challenge of CRAM-MD5 (RFC 2195 2).
 * @param challenge decoded, one character an octet, angle brackets included.
 */
export function cramMd5Digest(challenge: string, password: string): string {
  return hex(hmacMd5(encodeUtf8(password), encodeLatin1(challenge)));
}

/**
 * The digest of APOP (RFC 1939 7).
 * @param timestamp from the greeting, angle brackets included.
 */
export function apopDigest(timestamp: string, password: string): string {
  return hex(md5(encodeUtf8(timestamp + password)));
}
