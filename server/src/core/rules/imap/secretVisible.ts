// Rule imap/secret-visible: a password or a token can be read in the log.

import { secretVisibleRule } from '../support/visibleSecrets.ts';

export default secretVisibleRule('imap', {
  examples: {
    valid: [
      { text: 'S: * OK ready\nC: a1 LOGIN joe ****\nS: a1 OK in\n' },
      { text: 'S: * OK ready\nC: a1 AUTHENTICATE EXTERNAL am9l\nS: a1 OK in\n' },
    ],
    invalid: [
      {
        text: 'S: * OK ready\nC: a1 LOGIN joe «opensesame»\nS: a1 OK in\n',
        fixed: 'S: * OK ready\nC: a1 LOGIN joe redacted-1\nS: a1 OK in\n',
        messages: ['password'],
      },
      {
        text: 'S: * OK ready\nC: a1 LOGIN "joe" "«open \\"sesame»"\nS: a1 OK in\n',
        fixed: 'S: * OK ready\nC: a1 LOGIN "joe" "redacted-1"\nS: a1 OK in\n',
        messages: ['password'],
      },
      {
        text: 'S: * OK ready\nC: a1 LOGIN {3}\nS: + go on\nC: joe {10}\nS: + go on\nC: «opensesame»\nS: a1 OK in\n',
        fixed:
          'S: * OK ready\nC: a1 LOGIN {3}\nS: + go on\nC: joe {10}\nS: + go on\nC: redacted-1\nS: a1 OK in\n',
        messages: ['password'],
      },
      {
        text: 'S: * OK ready\nC: a1 LOGIN {3+}\nC: joe {4+}\nC: «open»\nS: a1 OK in\n',
        fixed: 'S: * OK ready\nC: a1 LOGIN {3+}\nC: joe {10+}\nC: redacted-1\nS: a1 OK in\n',
        messages: ['password'],
      },
      {
        text: 'S: * OK ready\nC: a1 AUTHENTICATE PLAIN «AGpvZQBvcGVuc2VzYW1l»\nS: a1 OK in\n',
        fixed: 'S: * OK ready\nC: a1 AUTHENTICATE PLAIN AGpvZQByZWRhY3RlZC0x\nS: a1 OK in\n',
        messages: ['password'],
      },
    ],
  },
});
