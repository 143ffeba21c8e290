// Rule imap/spacing: more white space than the grammar has.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/spacing',
  severity: 'warning',
  references: [rfc(9051, '9')],
  summary: 'A space stands where none may, two stand where one must, or one is missing in a date.',
  why: 'Many servers forgive it, some answer BAD: IMAP has exactly one space between arguments and none at the end.',
  messages: {
    extra: 'One space stands between arguments, and none inside parentheses',
    day: 'A space stands in front of a day of one digit',
    trailing: 'Nothing may stand behind the last argument, not even a space',
  },
  faults: {
    'space-extra': 'extra',
    'space-trailing': 'trailing',
    'lenient:space-extra': 'extra',
    'lenient:space-trailing': 'trailing',
    'date-day': 'day',
    'lenient:date-day': 'day',
  },
  examples: {
    valid: [{ text: 'C: a FETCH 1 (FLAGS UID)\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a FETCH « »1 FLAGS\nS: a OK done\n', messages: ['extra'] },
      { text: 'C: a APPEND x "«1»-Feb-2026 21:52:25 +0000" {2+}\nC: hi\nS: a OK done\n', messages: ['day'] },
      { text: 'C: a NOOP« »\nS: a BAD what?\n', messages: ['trailing'] },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
});
