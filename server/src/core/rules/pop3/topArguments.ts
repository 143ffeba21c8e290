// Rule pop3/top-arguments: TOP without its two numbers.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/top-arguments',
  severity: 'error',
  references: [rfc(1939, '7')],
  summary: 'TOP lacks the number of lines, or it is no number.',
  why: 'TOP needs two arguments: the message and how many lines of its body. Servers answer -ERR; some send the whole message.',
  messages: { missing: 'TOP needs a number of lines', lines: '{text} is no number of lines' },
  examples: {
    valid: [{ text: 'C: TOP 1 0\nS: +OK\nS: Subject: a\nS: .\n' }],
    invalid: [
      { text: 'C: «TOP» 1\nS: -ERR\n', messages: ['missing'] },
      { text: 'C: TOP 1 «all»\nS: -ERR\n', messages: ['lines'] },
      { text: 'C: TOP 1 «-1»\nS: -ERR\n', messages: ['lines'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['TOP'] },
  faults: { 'top-missing': 'missing', 'top-lines': 'lines' },
});
