// Rule smtp/reply-missing: a command without a reply, although a later one has its own.

import { rfc } from '../../registry/reference.ts';
import { sessionRule } from '../protocolRules.ts';

export default sessionRule({
  id: 'smtp/reply-missing',
  severity: 'error',
  references: [rfc(5321, '4.2'), rfc(5321, '4.3.1')],
  summary: 'A command is never answered, while later commands are.',
  why:
    'Each command has exactly one reply, and a client counts them. A missing one makes it wait for ever, or take the ' +
    'reply to the next command for this one.',
  messages: { missing: 'This command has no reply' },
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: .\nS: 250 ok\n' },
      { text: 'C: RCPT TO:<b@example.com>\n...\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\n' },
      { text: 'C: NOOP\nS: 250 ok\nC: QUIT\n' },
    ],
    invalid: [
      { text: 'C: MAIL FROM:<>\nS: 250 ok\nC: «RCPT TO:<b@example.com>»\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n' },
    ],
  },
  check({ exchanges }, { report }) {
    const silent: number[] = [];
    let answered = false;
    for (let index = exchanges.count - 1; index >= 0; index--) {
      const kind = exchanges.kind(index);
      // What the log leaves out may be the reply.
      if (kind === 'note') answered = false;
      if (kind === 'reply' || kind === 'continuation') answered = true;
      if (kind !== 'command' || exchanges.answeredBy(index) !== undefined || !answered) continue;
      if (exchanges.row(index) && !isAsked(exchanges, index)) silent.push(index);
    }
    // Where nothing pairs, the log is of another kind: its replies are lost.
    if (silent.length > MAX_SILENT) return;
    for (const index of silent.reverse()) report({ message: 'missing', at: exchanges.get(index) });
  },
});
