// Rule smtp/double-cr: a line that ends with CR CR LF.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { saidLines, wireEnds } from '../support/wireEnds.ts';

export default smtpRule({
  id: 'smtp/double-cr',
  severity: 'error',
  references: [rfc(5321, '2.3.8')],
  summary: 'A line ends with two CR and one LF.',
  why:
    'A program has made CRLF of a line end that was CRLF already. The first CR counts as part of the line: commands are ' +
    'refused, empty lines are not empty, and the header of a message may have no end.',
  messages: { double: 'The line ends with CR CR LF' },
  examples: {
    valid: [{ text: 'C: NOOP\r\nS: 250 ok\r\nC: QUIT\r\nS: 221 bye\r\n' }],
    invalid: [
      { text: 'C: NOOP\r\nS: 250 ok\r\nC: «RSET»\r\r\nS: 250 ok\r\nC: QUIT\r\nS: 221 bye\r\n' },
      {
        text: "send: 'noop\\r\\n'\nreply: b'250 ok\\r\\n'\nsend: '«quit\\r»\\r\\n'\nreply: b'221 bye\\r\\n'\n",
      },
    ],
  },
  looksAt: { kinds: ['command', 'answer', 'data', 'reply'] },
  check({ session, exchange }, { report }) {
    const endOf = wireEnds(session, exchange);
    for (const line of saidLines(session, exchange)) {
      if (endOf(line) !== 'CR CRLF') continue;
      report({ message: 'double', at: session.all.content(line) });
      return;
    }
  },
});
