// Rule imap/literal-nonsync: a literal that does not wait, where the server has not offered to read such.

import { rfc } from '../../registry/reference.ts';
import { offers } from '../../transcript/imap/capabilities.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';

export default imapRule({
  id: 'imap/literal-nonsync',
  severity: 'error',
  references: [rfc(7888, '3'), rfc(7888, '5')],
  summary: 'A literal is sent without waiting, and the server does not allow that.',
  why:
    'A server that does not know such literals reads the octets as commands. LITERAL- allows them up to 4096 octets; ' +
    'IMAP4rev2 includes LITERAL-.',
  messages: {
    missing: 'The server has announced neither LITERAL+ nor LITERAL-',
    large: 'LITERAL- allows no more than {most} octets without waiting',
    server: 'Only clients may announce a literal in this way',
  },
  options: { defaults: { most: 4096 }, description: { most: 'Octets that LITERAL- allows.' } },
  examples: {
    valid: [
      { text: `${loggedIn('IMAP4rev1 LITERAL+')}${noops(20)}C: a SELECT {5+}\nC: inbox\nS: a OK done\n` },
      { text: 'C: a SELECT {5+}\nC: inbox\nS: a OK done\n' },
    ],
    invalid: [
      {
        text: `${loggedIn('IMAP4rev1')}${noops(20)}C: a SELECT {«5+»}\nC: inbox\nS: a BAD what?\n`,
        messages: ['missing'],
      },
      {
        text: `${loggedIn('IMAP4rev1 LITERAL-')}C: a APPEND x {«5000+»}\nS: a BAD too much\n`,
        messages: ['large'],
      },
      { text: 'S: * LIST () "/" {«5+»}\nS: inbox\n', messages: ['server'] },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
  check(subject, { report, options }) {
    const { exchange, state, syntax, unit } = subject;
    for (const { announced, digits, sync } of syntax?.literals ?? []) {
      if (sync === '') continue;
      const at = unit.host(digits.from, digits.to + 1);
      if (exchange.kind === 'untagged') {
        report({ message: 'server', at });
        continue;
      }
      const { all, stale } = state.capabilities ?? {};
      if (!all || stale || offers(all, 'LITERAL+')) continue;
      if (!offers(all, 'LITERAL-')) report({ message: 'missing', at });
      else if (announced > options.most) report({ message: 'large', at, data: { most: options.most } });
    }
  },
});
