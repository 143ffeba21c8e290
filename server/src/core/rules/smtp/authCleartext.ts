// Rule smtp/auth-cleartext: a password goes over a connection that anybody on the way can read.

import { rfc } from '../../registry/reference.ts';
import { saslMechanism } from '../../transcript/sasl/mechanisms.ts';
import { smtpRule } from '../protocolRules.ts';
import { wordsOf } from '../support/smtpCommands.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/auth-cleartext',
  severity: 'warning',
  references: [rfc(4954, '4'), rfc(8314, '3')],
  summary: 'The client sends a password or a token without TLS, although the server offers STARTTLS.',
  why: 'Base64 hides nothing: whoever sees the connection has the password. Change it, and let the client insist on TLS.',
  messages: { clear: '{mechanism} shows the password to everybody on the way: say STARTTLS first' },
  examples: {
    valid: [
      {
        text: `${greeted('STARTTLS')}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\n${transactions(6)}C: AUTH PLAIN AGEAYg==\nS: 235 ok\n`,
      },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGEAYg==\nS: 235 ok\n',
      },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGEAYg==\nS: 235 ok\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250-STARTTLS\nS: 250 AUTH CRAM-MD5\nC: AUTH CRAM-MD5\nS: 334 PDFAYT4=\n',
      },
    ],
    invalid: [
      { text: `${greeted('STARTTLS')}${transactions(6)}C: AUTH «PLAIN» AGEAYg==\nS: 235 ok\n` },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250-mx\nS: 250-STARTTLS\nS: 250 AUTH PLAIN\nC: AUTH «PLAIN» AGEAYg==\nS: 538 not so\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250-AUTH LOGIN\nS: 250 STARTTLS\nC: AUTH «login»\nS: 334 VXNlcm5hbWU6\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['AUTH'] },
  check({ exchange, session, state, unit }, { report }) {
    const [, mechanism] = wordsOf(unit.text);
    if (!mechanism || state.tls !== 'no' || session.all.secure(session.numbers[exchange.first] ?? 0)) return;
    const { name, strength } = saslMechanism(mechanism.text) ?? {};
    if (name === undefined || (strength !== 'clear' && strength !== 'token')) return;
    report({ message: 'clear', at: unit.host(mechanism.from, mechanism.to), data: { mechanism: name } });
  },
});
