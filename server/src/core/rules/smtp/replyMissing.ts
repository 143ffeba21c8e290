// Rule smtp/reply-missing: a command without a reply, although a later one has its own.

import { rfc } from '../../registry/reference.ts';
import type { Exchange } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default defineRule({
  id: 'smtp/reply-missing',
  scope: 'session',
  severity: 'warning',
  references: [rfc(5321, '4.2'), rfc(5321, '4.3.1')],
  summary: 'A command is never answered, while later commands are.',
  why:
    'Each command has exactly one reply, and a client counts them. A missing one makes it wait for ever, or take the ' +
    'reply to the next command for this one.',
  messages: { missing: 'This command has no reply' },
  examples: {
    valid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 2.1.0 ok\nS: 250 2.1.5 ok\nS: 354 go\nC: .\nS: 250 2.0.0 ok\n',
        ),
      },
      {
        text: 'C: MAIL FROM:<>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: .\nS: 250 ok\n',
      },
      { text: 'C: RCPT TO:<b@example.com>\n...\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\n' },
      { text: 'C: NOOP\nS: 250 ok\nC: QUIT\n' },
    ],
    invalid: [
      {
        text: longSmtpSession(
          'C: MAIL FROM:<>\nS: 250 2.1.0 ok\nC: «RCPT TO:<b@example.com>»\nC: DATA\nS: 354 go\nC: .\nS: 250 2.0.0 ok\n',
        ),
      },
      {
        text: 'C: MAIL FROM:<>\nS: 250 ok\nC: «RCPT TO:<b@example.com>»\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      },
    ],
  },
  check({ exchanges }, { report }) {
    const silent: Exchange[] = [];
    /** The last command that is answered behind this place. */
    let latest = -1;
    for (let index = exchanges.count - 1; index >= 0; index--) {
      const kind = exchanges.kind(index);
      // What the log leaves out may be the reply.
      if (kind === 'note') latest = -1;
      if (exchanges.speaker(index) === 'server') {
        latest = Math.max(latest, exchanges.repliesTo(index) ?? -1);
      }
      const waits = latest > index && kind === 'command' && exchanges.answeredBy(index) === undefined;
      if (waits && exchanges.row(index)) silent.push(exchanges.get(index));
    }
    for (const exchange of silent.reverse()) report({ message: 'missing', at: exchange });
  },
});
