// Rule pop3/cleartext-login: a password is sent without TLS to a server that offers it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { cleartextLogins } from '../support/cleartextLogins.ts';
import { announced } from '../support/pop3Examples.ts';

/** Logins without a password in them. */
const failed = 'C: AUTH CRAM-MD5\nS: -ERR no\n'.repeat(20);

export default defineRule({
  id: 'pop3/cleartext-login',
  scope: 'session',
  severity: 'warning',
  references: [rfc(8314, '4.1'), rfc(2595, '4')],
  summary: 'The client sends a password without TLS, which the server offers.',
  why: 'Anybody on the way can read it. Most servers refuse such logins, and have read the password by then.',
  messages: { clear: '{command} sends the password in clear, though the server offers STLS' },
  examples: {
    valid: [
      {
        text: `${announced('STLS')}${failed}C: STLS\nS: +OK go\n${'C: CAPA\nS: -ERR no\n'.repeat(20)}C: USER joe\nS: +OK\nC: PASS ****\nS: +OK\n`,
      },
      {
        text: 'S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK go\nC: USER joe\nS: +OK\nC: PASS ****\nS: +OK\n',
      },
      { text: 'S: +OK ready\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER joe\nS: +OK\nC: PASS ****\nS: +OK\n' },
      {
        text: 'S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: AUTH CRAM-MD5\nS: + PDFAYT4=\nC: *\nS: -ERR\n',
      },
    ],
    invalid: [
      { text: `${announced('STLS')}${failed}C: USER joe\nS: +OK\nC: «PASS» ****\nS: +OK\n` },
      {
        text: 'S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: USER\nS: .\nC: USER joe\nS: +OK\nC: «PASS» ****\nS: +OK\n',
      },
      {
        text: 'S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: «AUTH PLAIN» AGpvZQBvcGVuc2VzYW1l\nS: +OK\n',
      },
    ],
  },
  check(session, { report }) {
    for (const { at, command } of cleartextLogins(session, STLS)) {
      report({ message: 'clear', at, data: { command } });
    }
  },
});

const STLS = /^STLS\s*$/i;
