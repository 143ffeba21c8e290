// What the rules about secrets share: the same find in every protocol, with examples of each.

import { rfc } from '../../registry/reference.ts';
import { secretsOf } from '../../transcript/secrets/index.ts';
import { defineRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** The rule of a protocol that finds secrets which can be read. */
export function secretVisibleRule(
  protocol: 'smtp' | 'pop3' | 'imap',
  { examples }: { readonly examples: Rule['examples'] },
): Rule {
  return defineRule<'session', Message, { readonly digests: boolean }>({
    id: `${protocol}/secret-visible`,
    scope: 'session',
    severity: 'warning',
    references: [rfc(8314, '4.1')],
    summary: 'A password, a token or a key can be read in the log.',
    why:
      'Whoever is given the log can log in. Base64 hides nothing. Redact the log before it is passed on, and change ' +
      'a password that was seen.',
    messages: {
      password: 'The password can be read here',
      token: 'The token, which is as good as a password, can be read here',
      code: 'The one-time password can be read here',
      digest: 'From this digest and its challenge a weak password can be found',
      cookie: 'The cookie can be read here',
    },
    options: {
      defaults: { digests: false },
      description: { digests: 'Whether digests computed from a password count too.' },
    },
    examples,
    check(session, { report, options }) {
      let left = MAX_REPORTS;
      for (const { what, at } of secretsOf(session)) {
        if ((what === 'digest' && !options.digests) || left-- <= 0) continue;
        report({ message: what, at });
      }
    },
  });
}

type Message = 'password' | 'token' | 'code' | 'digest' | 'cookie';

const MAX_REPORTS = 1000;
