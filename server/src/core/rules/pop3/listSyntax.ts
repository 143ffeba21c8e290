// Rule pop3/list-syntax: a line of LIST is not a number and a size.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/list-syntax',
  severity: 'error',
  references: [rfc(1939, '5')],
  summary: 'A scan listing is not a message number and a size in octets.',
  why: 'A client that counts the lines or sums the sizes gives up, or shows wrong ones.',
  messages: {
    numbers: 'A scan listing is a message number and a size',
    other: 'LIST {asked} is answered for message {number}',
  },
  examples: {
    valid: [
      { text: 'C: LIST\nS: +OK\nS: 1 120\nS: 2 200 extra\nS: .\n' },
      { text: 'C: LIST 2\nS: +OK 2 200\n' },
    ],
    invalid: [
      { text: 'C: LIST\nS: +OK\nS: «1»\nS: 2 200\nS: .\n', messages: ['numbers'] },
      { text: 'C: LIST\nS: +OK\nS: «one 120»\nS: .\n', messages: ['numbers'] },
      { text: 'C: LIST 1\nS: +OK «1 big»\n', messages: ['numbers'] },
      { text: 'C: LIST 1\nS: +OK «9» 200\n', messages: ['other'] },
    ],
  },
  looksAt: { kinds: ['reply', 'data'], verbs: ['LIST'] },
  faults: { 'scan-numbers': 'numbers' },
  check({ reply, asked, unit }, { report }) {
    const number = reply?.number;
    const wanted = asked?.syntax.number;
    if (!number || !reply.size || wanted === undefined || number.value === wanted) return;
    report({
      message: 'other',
      at: unit.host(number.from, number.to),
      data: { asked: wanted, number: number.value },
    });
  },
});
