// What the rules about digests share: the same computation in every protocol, with examples of each.

import { rfc } from '../../registry/reference.ts';
import { digestChecks } from '../../transcript/secrets/digestChecks.ts';
import { defineRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** The rule of a protocol that computes the digests of logins anew. */
export function authDigestRule(
  protocol: 'smtp' | 'pop3' | 'imap',
  { examples }: { readonly examples: Rule['examples'] },
): Rule {
  return defineRule<'session', 'wrong'>({
    id: `${protocol}/auth-digest`,
    scope: 'session',
    severity: 'warning',
    references: protocol === 'pop3' ? [rfc(1939, '7'), rfc(2195, '2')] : [rfc(2195, '2')],
    summary: 'A digest is not the one that the password in the same log gives.',
    why:
      'The login fails although the password is right. The challenge has to be taken as it is, with its angle ' +
      'brackets, and the password in UTF-8; CRAM-MD5 is a keyed digest, APOP is not.',
    messages: { wrong: 'The digest of {mechanism} is not made from the password that this log shows' },
    examples,
    check(session, { report }) {
      for (const { at, mechanism, right } of digestChecks(session).slice(0, MAX_REPORTS)) {
        if (!right) report({ message: 'wrong', at, data: { mechanism } });
      }
    },
  });
}

const MAX_REPORTS = 100;
