// Rule imap/cleartext-login: a password is sent without TLS to a server that offers it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { cleartextLogins } from '../support/cleartextLogins.ts';
import { noops } from '../support/imapExamples.ts';

export default defineRule({
  id: 'imap/cleartext-login',
  scope: 'session',
  severity: 'warning',
  references: [rfc(8314, '4.1'), rfc(9051, '6.2.3')],
  summary: 'The client sends a password without TLS, which the server offers.',
  why: 'Anybody on the way can read it. Most servers refuse such logins, and have read the password by then.',
  messages: { clear: '{command} sends the password in clear, though the server offers STARTTLS' },
  examples: {
    valid: [
      {
        text: `S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: s STARTTLS\nS: s OK go\n${noops(20)}C: b LOGIN joe ****\nS: b OK in\n`,
      },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: a STARTTLS\nS: a OK go\nC: b LOGIN joe ****\nS: b OK in\n',
      },
      { text: 'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\nC: a LOGIN joe ****\nS: a OK in\n' },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: a AUTHENTICATE CRAM-MD5\nS: + PDFAYT4=\nC: *\nS: a BAD no\n',
      },
    ],
    invalid: [
      { text: `S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\n${noops(20)}C: b «LOGIN» joe ****\nS: b OK in\n` },
      { text: 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: a «LOGIN» joe ****\nS: a OK in\n' },
      {
        text: 'S: * OK hi\nC: a CAPABILITY\nS: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\nS: a OK done\nC: b «LOGIN» {3+}\nC: joe {4+}\nC: ****\nS: b NO use TLS\n',
      },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hi\nC: a «AUTHENTICATE PLAIN»\nS: +\nC: *\nS: a BAD no\n',
      },
    ],
  },
  check(session, { report }) {
    for (const { at, command } of cleartextLogins(session, STARTTLS)) {
      report({ message: 'clear', at, data: { command } });
    }
  },
});

const STARTTLS = /^\* .*\bSTARTTLS\b/i;
