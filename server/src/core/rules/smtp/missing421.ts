// Rule smtp/421-missing: the server closes the connection without a word.

import { rfc } from '../../registry/reference.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { defineRule } from '../rule.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default defineRule({
  id: 'smtp/421-missing',
  scope: 'session',
  severity: 'hint',
  references: [rfc(5321, '3.8')],
  summary: 'The connection ends without QUIT and without 421.',
  why:
    'A server that gives up says 421 first. Without it a client cannot tell a crash or a broken line from a refusal, ' +
    'and does not know whether its last message was taken.',
  messages: { closed: 'The connection ended here without QUIT or 421' },
  examples: {
    valid: [
      {
        text: `${greeted('SIZE')}${transactions(5)}C: QUIT\nS: 221 bye\nConnection closed by foreign host.\n`,
      },
      { text: 'S: 220 mx\nC: NOOP\nS: 250 ok\nC: QUIT\nS: 221 bye\nConnection closed by foreign host.\n' },
      { text: 'S: 220 mx\nC: NOOP\nS: 421 mx closing\nConnection closed by foreign host.\n' },
      { text: 'S: 220 mx\nC: NOOP\nS: 250 ok\n' },
    ],
    invalid: [
      { text: `${greeted('SIZE')}${transactions(5)}C: NOOP\n«Connection closed by foreign host.»\n` },
      {
        text: 'S: 220 mx\nC: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<>\n«Connection closed by foreign host.»\n',
      },
    ],
  },
  check(session, { report }) {
    const note = closingNote(session);
    if (!note) return;
    const { all, exchanges, numbers } = session;
    for (let index = note.index - 1; index >= 0; index--) {
      const exchange = exchanges.get(index);
      if (exchange.kind === 'note') continue;
      const polite =
        exchange.row?.verb === 'QUIT' || /^(?:221|421)/.test(all.text(numbers[exchange.first] ?? 0));
      if (!polite) report({ message: 'closed', at: note });
      return;
    }
  },
});

/** The first remark behind the last thing said that tells of the end of the connection. */
function closingNote({ all, exchanges, numbers }: Session): Exchange | undefined {
  let found: Exchange | undefined;
  for (let index = exchanges.count - 1; index >= 0 && exchanges.kind(index) === 'note'; index--) {
    const note = exchanges.get(index);
    if (CLOSED.test(all.text(numbers[note.first] ?? 0))) found = note;
  }
  return found;
}

const CLOSED =
  /connection (?:was |has been )?(?:closed|lost|reset|aborted|dropped)|(?:closed|lost|dropped|reset) (?:the )?connection|reset by peer|broken pipe|unexpected(?:ly)? (?:eof|closed|disconnect)/i;
