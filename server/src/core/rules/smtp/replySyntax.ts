// Rule smtp/reply-syntax: a reply without a code, or with one that SMTP does not have.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/reply-syntax',
  severity: 'error',
  references: [rfc(5321, '4.2')],
  summary: 'A reply does not start with three digits of the range SMTP allows.',
  why:
    'A client decides by the code alone. Where it finds none it gives up, or takes the line for the reply to something ' +
    'else. Often it is a tool between the two that writes such lines, or the text of a wrapped reply.',
  messages: {
    missing: 'A reply starts with a code of three digits',
    range: 'The first digit of a code is 2 to 5, the second 0 to 5; {code} is out of range',
  },
  examples: {
    valid: [{ text: 'C: NOOP\nS: 250\nC: NOOP\nS: 250 2.0.0 Ok\nC: QUIT\nS: 221 bye\n' }],
    invalid: [
      { text: 'C: NOOP\nS: 250 ok\nC: RSET\nS: «OK then»\nC: QUIT\nS: 221 bye\n', messages: ['missing'] },
      { text: 'C: NOOP\nS: «650» ok\nC: QUIT\nS: 221 bye\n', messages: ['range'] },
      { text: 'C: NOOP\nS: «297» ok\nC: QUIT\nS: 221 bye\n', messages: ['range'] },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply', 'continuation'] },
  check({ faults, unit }, { report }) {
    for (const { code, from, to, detail = '' } of faults) {
      if (code !== 'reply-code') continue;
      report({
        message: detail === '' ? 'missing' : 'range',
        at: unit.host(from, to),
        data: { code: detail },
      });
    }
  },
});
