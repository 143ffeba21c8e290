// Rule pop3/secret-visible: a password or a token can be read in the log.

import { secretVisibleRule } from '../support/visibleSecrets.ts';

export default secretVisibleRule('pop3', {
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER joe\nS: +OK\nC: PASS ****\nS: +OK\n' },
      { text: 'S: +OK <1@a.example>\nC: APOP joe 0123456789abcdef0123456789abcdef\nS: +OK\n' },
    ],
    invalid: [
      {
        text: 'S: +OK ready\nC: USER joe\nS: +OK\nC: PASS «open sesame»\nS: +OK\n',
        fixed: 'S: +OK ready\nC: USER joe\nS: +OK\nC: PASS redacted-1\nS: +OK\n',
        messages: ['password'],
      },
      {
        text: 'S: +OK ready\nC: AUTH PLAIN\nS: +\nC: «AGpvZQBvcGVuc2VzYW1l»\nS: +OK\n',
        fixed: 'S: +OK ready\nC: AUTH PLAIN\nS: +\nC: AGpvZQByZWRhY3RlZC0x\nS: +OK\n',
        messages: ['password'],
      },
      {
        text: '# login: joe, password: «opensesame»\nS: +OK ready\nC: NOOP\nS: +OK\n',
        fixed: '# login: joe, password: redacted-1\nS: +OK ready\nC: NOOP\nS: +OK\n',
        messages: ['password'],
      },
      {
        text: 'S: +OK <1@a.example>\nC: APOP joe «0123456789abcdef0123456789abcdef»\nS: +OK\n',
        fixed: 'S: +OK <1@a.example>\nC: APOP joe 00000000000000000000000000000001\nS: +OK\n',
        messages: ['digest'],
        options: { digests: true },
      },
    ],
  },
});
