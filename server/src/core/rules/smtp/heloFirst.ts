// Rule smtp/helo-first: a mail transaction or a login begins before the client has said who it is.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/helo-first',
  severity: 'error',
  references: [rfc(5321, '4.1.4')],
  summary: 'The client starts a transaction or a login before EHLO.',
  why:
    'A server answers 503 and refuses the mail. Behind STARTTLS the client has to say EHLO once more, as everything ' +
    'said before TLS counts no more.',
  messages: {
    first: '{verb} must not stand in front of EHLO',
    again: '{verb} must not stand in front of a new EHLO behind STARTTLS',
  },
  examples: {
    valid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<z@example.com>\nS: 250 ok\n`,
      },
      {
        text: 'S: 220 mx.example.com\nC: EHLO a.example\nS: 250 mx.example.com\nC: MAIL FROM:<>\nS: 250 ok\n',
      },
      { text: 'C: MAIL FROM:<ann@example.com>\nS: 250 ok\n' },
      {
        text: 'S: 220 mx.example.com\nC: EHLO a.example\nC: MAIL FROM:<>\nS: 250-mx\nS: 250 PIPELINING\nS: 250 ok\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: STARTTLS\nS: 220 go\nC: «MAIL» FROM:<z@example.com>\nS: 503 hello\n`,
        messages: ['again'],
      },
      {
        text: 'S: 220 mx.example.com\nC: ETRN example.com\nS: 250 ok\nC: «MAIL» FROM:<>\nS: 503 hello first\n',
        messages: ['first'],
      },
      { text: 'S: 220 mx.example.com\nC: «MAIL» FROM:<>\nS: 503 hello first\n', messages: ['first'] },
      {
        text: 'C: STARTTLS\nS: 220 go\nC: «AUTH» PLAIN AGEAYg==\nS: 503 hello first\n',
        messages: ['again'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT', 'DATA', 'BDAT', 'AUTH', 'ETRN', 'ATRN'] },
  check(subject, { report }) {
    const { command, state, unit, session, exchange } = subject;
    if (!command || !onlyIn(statesAt(subject), ['start']) || isServerFine(session, exchange.index)) return;
    const message = state.stale ? 'again' : 'first';
    report({ message, at: unit.host(0, command.verb.length), data: { verb: command.verb } });
  },
});
