// Rule smtp/no-terminator: the server accepts a message that has no end.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { dataLines, isElision } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/no-terminator',
  severity: 'error',
  references: [rfc(5321, '4.1.1.4'), rfc(5321, '4.5.2')],
  summary: 'The message behind DATA is not ended by a line with a single dot.',
  why:
    'Until that line the server waits, and takes every command for a line of the message. A log that lacks it cannot be ' +
    'played again.',
  messages: { missing: 'A line with a single dot must end the message' },
  examples: {
    valid: [
      { text: 'C: DATA\nS: 354 go\nC: hello\nC: .\nS: 250 ok\n' },
      { text: 'C: DATA\nS: 354 go\nC: hello\nS: 421 timeout\n' },
      { text: 'C: DATA\nS: 354 go\nC: hello\n' },
      { text: 'C: DATA\nS: 354 go\nC: hello\n...\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: 'C: DATA\nS: 354 go\nC: Subject: a\nC: x\nC: «hello»\nS: 250 ok\n',
        fixed: 'C: DATA\nS: 354 go\nC: Subject: a\nC: x\nC: hello\nC: .\nS: 250 ok\n',
      },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['DATA'] },
  check({ session, exchange }, { report }) {
    const { all, exchanges, numbers } = session;
    const { lines, dot, elided } = dataLines(session, exchange);
    const line = lines.at(-1);
    const next = exchanges.get(exchange.index + 1);
    if (dot !== undefined || elided || line === undefined || next.kind !== 'reply') return;
    if (isElision(all.text(line))) return;
    // A server that refuses may do so before the message is complete.
    if (!all.text(numbers[next.first] ?? 0).startsWith('2')) return;
    const at = all.content(line);
    const ownLine = at.to + all.lineEnd(line).length === all.range(line).to;
    const insert = `\n${all.prefix(line)}.`;
    report({
      message: 'missing',
      at,
      fix: ownLine
        ? () => ({ title: 'Add the final dot', edits: [{ from: at.to, to: at.to, insert }], safe: true })
        : undefined,
    });
  },
});
