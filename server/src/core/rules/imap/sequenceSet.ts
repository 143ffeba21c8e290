// Rule imap/sequence-set: a set of messages is not written as one, or names message 0.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { grammarFaults } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/sequence-set',
  severity: 'error',
  references: [rfc(9051, '4.1.1'), rfc(9051, '9')],
  summary: 'A set of messages is not written as numbers and ranges, or names message 0.',
  why: 'Messages are counted from 1, and * is the last one. A server answers BAD, or works on other messages than meant.',
  ...grammarFaults('sequence-set', 'zero'),
  examples: {
    valid: [{ text: 'C: a FETCH 1,3:5,9:* FLAGS\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a FETCH «0:4» FLAGS\nS: a BAD what?\n', messages: ['zero'] },
      { text: 'C: a FETCH 1,«3-5» FLAGS\nS: a BAD what?\n', messages: ['sequence-set'] },
      { text: 'S: * «0» EXPUNGE\n', messages: ['zero'] },
    ],
  },
  looksAt: { kinds: ['command', 'untagged', 'reply', 'greeting'] },
  check({ unit, exchange }, { report }) {
    // The grammar lets any response start with any number: no message has the number 0.
    const zero = exchange.kind === 'untagged' ? /^\* +(0+) +(?:EXPUNGE|FETCH)\b/i.exec(unit.text) : null;
    const from = zero ? zero[0].indexOf(zero[1] ?? '0', 1) : -1;
    if (zero) report({ message: 'zero', at: unit.host(from, from + (zero[1] ?? '').length) });
  },
});
