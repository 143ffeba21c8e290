// Rule smtp/text-after-dot: the message goes on behind the line that ended it.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { smtpRule } from '../protocolRules.ts';
import { dataLines, restOfMessage } from '../support/smtpData.ts';

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
        text: 'C: DATA\nS: 354 go\nC: one\nC: .\nC: «and two»\nC: three\nC: .\nS: 250 ok\nS: 500 what?\n',
        fixed: 'C: DATA\nS: 354 go\nC: one\nC: ..\nC: and two\nC: three\nC: .\nS: 250 ok\nS: 500 what?\n',
      },
      {
        text: 'C: DATA\nS: 354 go\nC: one\nC: .\nC: «and two»\nC: QUIT\nS: 250 ok\nS: 500 what?\nS: 221 bye\n',
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ session, exchange, command }, { report }) {
    if (!command || command.row || exchange.to === exchange.from) return;
    const rest = restOfMessage(session, exchange);
    if (rest?.first !== true) return;
    const line = dataLines(session, rest.message).dot ?? 0;
    const dot = session.all.content(line);
    const stuffs = session.all.plain(line) && endsWithDot(session, exchange.index);
    report({
      message: 'text',
      at: exchange,
      related: [{ message: 'dot', at: dot }],
      fix: stuffs
        ? () => ({
            title: 'Double the dot',
            edits: [{ from: dot.from, to: dot.from, insert: '.' }],
            safe: false,
          })
        : undefined,
    });
  },
});

/** True where the message that goes on with a command has an end: then the dot in its middle is what is wrong. */
function endsWithDot({ all, exchanges, numbers }: Session, rest: number): boolean {
  for (let index = rest; index < Math.min(exchanges.count, rest + MAX_REST); index++) {
    if (exchanges.kind(index) === 'note') continue;
    if (exchanges.kind(index) !== 'command' || exchanges.row(index)) return false;
    if (all.text(numbers[exchanges.first(index)] ?? 0) === '.') return true;
  }
  return false;
}

const MAX_REST = 200;
