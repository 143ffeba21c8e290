// Rule smtp/rcpt-before-mail: a recipient without a sender.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { onlyIn, statesAt } from '../support/smtpStates.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/rcpt-before-mail',
  severity: 'error',
  references: [rfc(5321, '4.1.4'), rfc(5321, '3.3')],
  summary: 'The client names a recipient although no MAIL was accepted.',
  why: 'A server answers 503. Where MAIL was refused, its reply says why; nothing behind it can succeed.',
  messages: { none: 'No MAIL was accepted before' },
  examples: {
    valid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\n`,
      },
      { text: 'C: MAIL FROM:<a@example.com>\nC: RCPT TO:<b@example.com>\nS: 550 no\nS: 503 no\n' },
      { text: 'C: RCPT TO:<b@example.com>\nS: 250 ok\n' },
    ],
    invalid: [
      { text: `${greeted('PIPELINING') + transactions(8)}C: «RCPT» TO:<b@example.com>\nS: 503 no\n` },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: «RCPT» TO:<b@example.com>\nS: 503 no\n' },
      {
        text: 'C: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com>\nS: 550 no\nC: «RCPT» TO:<b@example.com>\nS: 503 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['RCPT'] },
  check(subject, { report }) {
    const { command, unit, session, exchange } = subject;
    const set = statesAt(subject);
    // `smtp/helo-first` tells it where nobody has said who he is.
    if (!command || !onlyIn(set, ['start', 'ready']) || onlyIn(set, ['start'])) return;
    if (isServerFine(session, exchange.index)) return;
    report({ message: 'none', at: unit.host(0, command.verb.length) });
  },
});
