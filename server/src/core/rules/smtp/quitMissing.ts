// Rule smtp/quit-missing: a session ends behind a message, and nobody said QUIT.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default defineRule({
  id: 'smtp/quit-missing',
  scope: 'session',
  severity: 'hint',
  references: [rfc(5321, '4.1.1.10')],
  summary: 'The client goes away without QUIT.',
  why: 'A server that has answered the message keeps it. Without QUIT it sees a broken connection, and some clients send the message again.',
  messages: { missing: 'The session ends here without QUIT' },
  examples: {
    valid: [
      { text: `${greeted('SIZE')}${transactions(6)}C: QUIT\nS: 221 bye\n` },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
      { text: 'C: DATA\nS: 354 go\nC: .\nS: 250 ok\n' },
      { text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 ok\n' },
      { text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: DATA\nS: 354 go\nC: .\nS: 421 bye\n' },
    ],
    invalid: [
      {
        text: `${greeted('SIZE')}${transactions(5)}C: MAIL FROM:<z@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: .\nS: «250 ok»\n`,
      },
      { text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: DATA\nS: 354 go\nC: .\nS: «250 ok»\n' },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nC: .\nS: «554 spam»\n',
      },
    ],
  },
  check(session, { report }) {
    const { exchanges, startsWithGreeting } = session;
    if (!startsWithGreeting) return;
    let last = exchanges.count - 1;
    while (last >= 0 && exchanges.kind(last) === 'note') last--;
    // A log that stops anywhere else may be an excerpt.
    if (last < 0 || exchanges.kind(last) !== 'reply' || exchanges.row(last)?.verb !== 'DATA') return;
    const { first, from, to } = exchanges.get(last);
    if (lineOf(session, first).startsWith('421')) return;
    report({ message: 'missing', at: { from, to } });
  },
});

function lineOf({ all, numbers }: Session, place: number): string {
  return all.text(numbers[place] ?? 0);
}
