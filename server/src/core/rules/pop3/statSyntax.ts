// Rule pop3/stat-syntax: the answer to STAT is not two numbers.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/stat-syntax',
  severity: 'error',
  references: [rfc(1939, '5')],
  summary: 'The answer to STAT is not +OK, the number of messages and their octets.',
  why: 'A client cannot tell whether there is mail, and most give up with an error.',
  messages: { numbers: 'STAT is answered by two numbers: messages and octets' },
  examples: {
    valid: [
      { text: 'C: STAT\nS: +OK 2 320\n' },
      { text: 'C: STAT\nS: +OK 2 320 unread 1\n' },
      { text: 'C: STAT\nS: -ERR no\n' },
    ],
    invalid: [
      { text: 'C: STAT\nS: +OK «7»\n' },
      { text: 'C: STAT\nS: +OK «seven 320»\n' },
      { text: 'C: STAT\nS: «+OK»\n' },
    ],
  },
  looksAt: { kinds: ['reply'], verbs: ['STAT'] },
  faults: { 'stat-numbers': 'numbers' },
});
