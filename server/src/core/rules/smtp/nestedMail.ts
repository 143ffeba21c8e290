// Rule smtp/nested-mail: MAIL inside a mail transaction.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/nested-mail',
  severity: 'error',
  references: [rfc(5321, '4.1.4'), rfc(5321, '3.3')],
  summary: 'The client says MAIL while a mail transaction is under way.',
  why:
    'A server answers 503, and what follows goes to the recipients of the first transaction. RSET ends a transaction, ' +
    'so does the end of its message.',
  messages: { nested: 'A transaction is under way: RSET ends it' },
  examples: {
    valid: [
      { text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<z@example.com>\nS: 250 ok\n` },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RSET\nS: 250 ok\nC: MAIL FROM:<b@example.com>\nS: 250 ok\n',
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 451 later\nC: MAIL FROM:<b@example.com>\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<y@example.com>\nS: 250 ok\nC: «MAIL» FROM:<z@example.com>\nS: 503 nested\n`,
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: «MAIL» FROM:<b@example.com>\nS: 503 nested\n' },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 550 no\nC: DATA\nS: 554 none\nC: «MAIL» FROM:<b@example.com>\nS: 503 nested\n',
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 250 ok\nC: «MAIL» FROM:<b@example.com>\nS: 503 nested\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'SEND', 'SOML', 'SAML'] },
  check(subject, { report }) {
    const { command, unit, session, exchange } = subject;
    if (!command || !onlyIn(statesAt(subject), ['mail', 'rcpt', 'bdat'])) return;
    if (isServerFine(session, exchange.index)) return;
    report({ message: 'nested', at: unit.host(0, command.verb.length) });
  },
});
