// Rule smtp/reply-out-of-order: a reply to an earlier command stands behind the reply to a later one.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { previousUnit } from '../support/smtpData.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/reply-out-of-order',
  severity: 'error',
  references: [rfc(5321, '4.3.1'), rfc(2920, '3.2')],
  summary: 'The server answers a later command before an earlier one.',
  why:
    'Replies carry no name: a client gives each to the oldest command that waits. Out of order, a refusal counts for ' +
    'the wrong recipient, and mail is lost or sent twice.',
  messages: { order: 'This answers a command before the one that was answered last' },
  examples: {
    valid: [
      {
        text: longSmtpSession(
          'C: RCPT TO:<b@example.com>\nC: DATA\nS: 250 2.1.5 ok\nS: 354 go\nC: .\nS: 250 2.0.0 ok\n',
        ),
      },
      {
        text: 'C: MAIL FROM:<a@example.com>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: .\nS: 250 ok\n',
      },
    ],
    invalid: [
      {
        text: longSmtpSession(
          'C: RCPT TO:<b@example.com>\nC: DATA\nS: 354 go\nS: «250» 2.1.5 ok\nC: .\nS: 250 2.0.0 ok\n',
        ),
      },
      {
        text: 'C: RCPT TO:<b@example.com>\nC: DATA\nS: 354 go\nS: «250» ok\nC: hello\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ exchange, session, unit, reply }, { report }) {
    const { repliesTo, index } = exchange;
    if (repliesTo === undefined || reply?.code === '421') return;
    const before = previousUnit(session, index);
    if (before?.speaker !== 'server' || before.repliesTo === undefined || before.repliesTo <= repliesTo) {
      return;
    }
    report({ message: 'order', at: unit.host(0, reply?.code?.length ?? 0) });
  },
});
