// Tells the format of a SASL message whose mechanism the log does not name, from what it says and what it answers.

import { attributes, bearer, directives, separated, userDigest, whole } from '../sasl/formats.ts';
import type { SaslFormat } from '../sasl/formats.ts';
import { ntlm } from '../sasl/ntlm.ts';

/**
 * The format of a client's message.
 * @param octets the message, one character an octet.
 * @param prompt what the server asked, in clear; empty where nobody knows.
 */
export function guessedFormat(octets: string, prompt = ''): SaslFormat {
  if (/^user ?name|^login|^user\b/i.test(prompt)) return whole('user');
  if (/pass/i.test(prompt)) return whole('password', 'password');
  return FORMS.find(([pattern]) => pattern.test(octets))?.[1] ?? unknown;
}

/** Whether a guess is more than that nobody knows. */
export function isTellingFormat(format: SaslFormat): boolean {
  return format !== unknown;
}

const unknown = whole('response', 'token');

/** In order: how messages of mechanisms start, and what they cannot be without. */
const FORMS: readonly (readonly [RegExp, SaslFormat])[] = [
  [/^NTLMSSP\0/, ntlm],
  [/^(?:[ny]|p=[\w.-]+),[^]*\x01auth=/, bearer(true)],
  [/\x01auth=/, bearer(false)],
  [/^(?:[ny]|p=[\w.-]+),(?:a=[^,]*)?,n=/, attributes('nr')],
  [/^c=[^,]+,r=/, attributes('crp')],
  [/(?:^|,)\s*username="/, directives()],
  [/^\S+ [0-9a-f]{32}$/, userDigest],
  [/^[^\0]*\0[^\0]+\0[^\0]+$/, separated([['authzid'], ['user'], ['password', 'password']])],
];
