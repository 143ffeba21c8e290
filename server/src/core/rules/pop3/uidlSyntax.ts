// Rule pop3/uidl-syntax: a line of UIDL is not a number and an identifier.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/uidl-syntax',
  severity: 'error',
  references: [rfc(1939, '7')],
  summary: 'A unique-id listing is not a message number and an identifier of 1 to 70 printable characters.',
  why: 'A client that leaves mail on the server cannot tell what it has fetched already: it fetches everything again, or misses mail.',
  messages: {
    number: 'A unique-id listing starts with a message number',
    missing: 'The identifier is missing',
    characters: 'An identifier holds characters from ! to ~ only',
    long: 'The identifier has {detail} characters; 70 are allowed',
    other: 'UIDL {asked} is answered for message {number}',
  },
  examples: {
    valid: [
      { text: 'C: UIDL\nS: +OK\nS: 1 whqtswO00WBw418f9t5JxYwZ\nS: .\n' },
      { text: 'C: UIDL 2\nS: +OK 2 QhdPYR:00WBw1Ph7x7\n' },
    ],
    invalid: [
      { text: 'C: UIDL\nS: +OK\nS: «abc»\nS: .\n', messages: ['number'] },
      { text: 'C: UIDL\nS: +OK\nS: «1»\nS: .\n', messages: ['missing'] },
      { text: 'C: UIDL\nS: +OK\nS: 1 «é1»\nS: .\n', messages: ['characters'] },
      {
        text: 'C: UIDL 1\nS: +OK 1 «aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa»\n',
        messages: ['long'],
      },
      { text: 'C: UIDL 1\nS: +OK «2» abc\n', messages: ['other'] },
    ],
  },
  looksAt: { kinds: ['reply', 'data'], verbs: ['UIDL'] },
  faults: {
    'uid-number': 'number',
    'uid-missing': 'missing',
    'uid-characters': 'characters',
    'uid-length': 'long',
  },
  check({ reply, asked, unit }, { report }) {
    const number = reply?.number;
    const wanted = asked?.syntax.number;
    if (!number || wanted === undefined || number.value === wanted) return;
    report({
      message: 'other',
      at: unit.host(number.from, number.to),
      data: { asked: wanted, number: number.value },
    });
  },
});
