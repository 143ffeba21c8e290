// Rule imap/literal-count: a literal has other octets than it announced.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/literal-count',
  severity: 'error',
  references: [rfc(9051, '4.3')],
  summary: 'The octets of a literal are not as many as announced.',
  why:
    'Whoever reads takes the rest of the literal for commands, or commands for the literal, and the connection is lost. ' +
    'Each line end counts as two octets, a character outside ASCII as two to four.',
  messages: { count: '{announced} octets are announced, and {octets} follow' },
  examples: {
    valid: [
      { text: 'S: * 1 FETCH (BODY[TEXT] {7}\nS: hello\nS: )\nS: a OK done\n' },
      { text: 'S: * 1 FETCH (BODY[TEXT] {6}\nS: grün\nS:  FLAGS ())\nS: a OK done\n' },
      { text: 'C: a APPEND x {300}\nS: + go\nC: ...\nS: a OK done\n' },
    ],
    invalid: [
      {
        text: 'C: a FETCH 1 BODY[TEXT]\nS: * 1 FETCH (BODY[TEXT] {«9»}\nS: hello world\nS: again\nS: )\nS: a OK done\n',
        fixed:
          'C: a FETCH 1 BODY[TEXT]\nS: * 1 FETCH (BODY[TEXT] {20}\nS: hello world\nS: again\nS: )\nS: a OK done\n',
      },
      {
        text: 'C: a SELECT {«4»}\nS: + go\nC: INBOX\nS: a OK done\n',
        fixed: 'C: a SELECT {5}\nS: + go\nC: INBOX\nS: a OK done\n',
      },
      {
        text: 'C: a FETCH 1 BODY[TEXT]\nS: * 1 FETCH (BODY[TEXT] {«50»}\nS: hello)\nS: a OK done\n',
        fixed: 'C: a FETCH 1 BODY[TEXT]\nS: * 1 FETCH (BODY[TEXT] {5}\nS: hello)\nS: a OK done\n',
      },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
  check({ syntax, unit }, { report }) {
    for (const { announced, digits, end, octets } of syntax?.literals ?? []) {
      if (end !== 'found') continue;
      const at = unit.host(digits.from, digits.to);
      report({
        message: 'count',
        at,
        data: { announced, octets },
        fix: () => ({
          title: `Announce ${String(octets)} octets`,
          edits: [{ ...at, insert: String(octets) }],
          safe: true,
        }),
      });
    }
  },
});
