// Rule smtp/bounce-many-rcpt: a message without a sender goes to several recipients.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/bounce-many-rcpt',
  severity: 'warning',
  references: [rfc(5321, '4.5.5')],
  summary: 'The sender is <>, and there is more than one recipient.',
  why: 'Reports go to the one sender of a message. Several recipients are a sign of spam, which servers refuse.',
  messages: { several: 'A report (sender <>) has one recipient only' },
  examples: {
    valid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 ok\n`,
      },
      {
        text: 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 550 no\nC: RCPT TO:<b@example.com>\nS: 250 ok\n',
      },
      {
        text: 'C: MAIL FROM:<c@d.example>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('PIPELINING') + transactions(8)}C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 ok\nC: RCPT TO:«<b@example.com>»\nS: 452 no\n`,
      },
      {
        text: 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 ok\nC: RCPT TO:«<b@example.com>»\nS: 550 no\nC: QUIT\nS: 221 bye\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['RCPT'] },
  check({ command, state, unit }, { report }) {
    const sender = state.envelope?.mail.syntax.path?.address;
    if (!command?.path || !sender || sender.to > sender.from || state.envelope?.recipients !== 1) return;
    report({ message: 'several', at: unit.host(command.path.from, command.path.to) });
  },
});
