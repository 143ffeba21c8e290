// Rule smtp/transcript-truncated: the log ends in the middle of a reply or a message.

import { rfc } from '../../registry/reference.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { dataLines } from '../support/smtpData.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default defineRule({
  id: 'smtp/transcript-truncated',
  scope: 'session',
  severity: 'info',
  references: [rfc(5321, '4.2.1'), rfc(5321, '4.5.2')],
  summary: 'The log stops in the middle of a reply or a message.',
  why:
    'What came next is not known: the rest may have been refused. Where the log was not cut off, the connection broke ' +
    'at this place.',
  messages: {
    reply: 'The log ends in the middle of this reply',
    message: 'The log ends in the middle of the message',
  },
  examples: {
    valid: [
      { text: `${greeted('SIZE')}${transactions(6)}` },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\n' },
      { text: 'C: DATA\nS: 354 go\nC: Subject: hello\nC: .\n' },
      { text: 'C: EHLO a.example\nS: 250-mx\nC: MAIL FROM:<>\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('SIZE')}${transactions(5)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: Subject: hello\nC: «text»\n`,
        messages: ['message'],
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: «250-SIZE»\n', messages: ['reply'] },
      { text: 'C: DATA\nS: 354 go\nC: Subject: hello\nC: «text»\n', messages: ['message'] },
    ],
  },
  check(session, { report }) {
    const last = lastUnit(session);
    if (!last) return;
    const { all, numbers } = session;
    const line = numbers[last.last - 1] ?? 0;
    if (last.kind === 'data') {
      const { dot } = dataLines(session, last);
      if (last.row?.verb === 'DATA' && dot === undefined) {
        report({ message: 'message', at: all.content(line) });
      }
    } else if (last.speaker === 'server' && /^\d{3}-/.test(all.text(line))) {
      report({ message: 'reply', at: all.content(line) });
    }
  },
});

/** The last unit; undefined where a note follows it. */
function lastUnit({ exchanges }: Session): Exchange | undefined {
  const index = exchanges.count - 1;
  return index < 0 || exchanges.kind(index) === 'note' ? undefined : exchanges.get(index);
}
