// Rule smtp/data-before-rcpt: a message without a recipient.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/data-before-rcpt',
  severity: 'error',
  references: [rfc(5321, '4.1.4'), rfc(5321, '3.3')],
  summary: 'The client sends a message although no recipient was accepted.',
  why: 'A server answers 503 or 554. Where all recipients were refused, their replies say why.',
  messages: { none: 'No RCPT was accepted before' },
  examples: {
    valid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\n`,
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 550 no\nS: 503 no\n',
      },
      { text: 'C: DATA\nS: 354 go\nC: .\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: «DATA»\nS: 503 no\n`,
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: «DATA»\nS: 503 no\n' },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 550 no\nC: «DATA»\nS: 554 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['DATA', 'BDAT', 'BURL'] },
  check(subject, { report }) {
    const { command, exchange, session, unit } = subject;
    const set = statesAt(subject);
    // `smtp/helo-first` tells it where nobody has said who he is.
    if (!command || !onlyIn(set, ['start', 'ready', 'mail']) || onlyIn(set, ['start'])) return;
    if (isServerFine(session, exchange.index)) return;
    report({ message: 'none', at: unit.host(0, command.verb.length) });
  },
});
