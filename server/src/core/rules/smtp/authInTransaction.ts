// Rule smtp/auth-in-transaction: AUTH inside a mail transaction.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { wentOn } from '../support/smtpCommands.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/auth-in-transaction',
  severity: 'error',
  references: [rfc(4954, '4')],
  summary: 'The client logs in while a mail transaction is under way.',
  why: 'A server answers 503. The login comes before MAIL; RSET ends a transaction under way.',
  messages: { transaction: 'AUTH must not stand inside a mail transaction' },
  examples: {
    valid: [
      { text: `${greeted('AUTH PLAIN') + transactions(6)}C: AUTH PLAIN AGEAYg==\nS: 235 ok\n` },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 530 log in first\nC: AUTH PLAIN AGEAYg==\nS: 235 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('AUTH PLAIN') + transactions(6)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 550 no\nC: «AUTH» PLAIN AGEAYg==\nS: 503 no\n`,
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: «AUTH» PLAIN AGEAYg==\nS: 503 no\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['AUTH'] },
  check(subject, { report }) {
    const { command, exchange, session, state, unit } = subject;
    // A 503 may also say that the client has logged in before.
    const set = state.authenticated === 'no' ? statesAt(subject) : state.believed;
    if (!command || !onlyIn(set, ['mail', 'rcpt', 'bdat']) || wentOn(session, exchange.index)) return;
    report({ message: 'transaction', at: unit.host(0, command.verb.length) });
  },
});
