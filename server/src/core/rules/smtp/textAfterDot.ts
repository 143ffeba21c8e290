// Rule smtp/text-after-dot: the message goes on behind the line that ended it.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { messageBefore } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/text-after-dot',
  severity: 'error',
  references: [rfc(5321, '4.5.2'), rfc(5321, '4.1.1.4')],
  summary: 'The client sends more of the message behind the line with a single dot.',
  why:
    'A line of the message had nothing but a dot and was not stuffed: the server delivers what stands before it, and ' +
    'takes every further line for a command.',
  messages: {
    text: 'The message has ended; the server takes this for a command',
    dot: 'The message ended here',
  },
  examples: {
    valid: [{ text: 'C: DATA\nS: 354 go\nC: hello\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n' }],
    invalid: [
      {
        text: 'C: DATA\nS: 354 go\nC: one\nC: .\nC: «and two»\nC: .\nS: 250 ok\nS: 500 what?\n',
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ session, exchange, command }, { report }) {
    if (!command || command.row || exchange.to === exchange.from) return;
    const data = messageBefore(session, exchange);
    if (!data) return;
    const dot = session.all.content(session.numbers[data.last - 1] ?? 0);
    report({ message: 'text', at: exchange, related: [{ message: 'dot', at: dot }] });
  },
});
