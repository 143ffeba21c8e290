// Rule smtp/bare-cr-lf: a line that does not end with CRLF, or holds a CR or LF.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { saidLines, wireEnds } from '../support/wireEnds.ts';

export default smtpRule({
  id: 'smtp/bare-cr-lf',
  severity: 'error',
  references: [rfc(5321, '2.3.8')],
  summary: 'A line ends with LF or CR alone, or holds one of them.',
  why:
    'SMTP knows no other line end than CRLF. Some servers refuse such a line, some repair it, which breaks signatures, ' +
    'and where two servers read it differently, mail can be smuggled in.',
  messages: {
    bare: 'The line ends with {end} alone: CRLF is the only line end',
    inside: 'A {end} stands in the line',
  },
  examples: {
    valid: [
      { text: 'C: NOOP\r\nS: 250 ok\r\nC: QUIT\r\nS: 221 bye\r\n' },
      { text: 'C: NOOP\nS: 250 ok\r\nC: QUIT\nS: 221 bye\r\n' },
    ],
    invalid: [
      {
        text: "send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: b'a«\\r»b\\r\\n.\\r\\n'\nreply: b'250 ok\\r\\n'\n",
        messages: ['inside'],
      },
      {
        text: "send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: b'a\\r\\n«b»\\nc\\r\\n.\\r\\n'\nreply: b'250 ok\\r\\n'\n",
        messages: ['bare'],
      },
      {
        text: 'C: NOOP\r\nS: 250 ok\r\nC: RSET\r\nS: 250 ok\r\nC: «QUIT»\nS: 221 bye\r\n',
        messages: ['bare'],
      },
      { text: 'C: DATA\r\nS: 354 go\r\nC: a\r\nC: «b»\nC: c\nC: .\r\nS: 250 ok\r\n', messages: ['bare'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer', 'data', 'reply'] },
  check({ session, exchange }, { report }) {
    const { all } = session;
    const endOf = wireEnds(session, exchange);
    // One finding for a unit: where one line is wrong, most are.
    for (const line of saidLines(session, exchange)) {
      const end = endOf(line);
      if (end === 'LF' || end === 'CR') {
        report({ message: 'bare', at: all.content(line), data: { end } });
        return;
      }
      if (all.plain(line)) continue;
      const match = BARE.exec(all.text(line));
      if (!match) continue;
      const at = { from: all.hostOffset(line, match.index), to: all.hostOffset(line, match.index + 1) };
      report({ message: 'inside', at, data: { end: match[0] === '\r' ? 'CR' : 'LF' } });
      return;
    }
  },
});

/** A CR at the very end belongs to the line end: `smtp/double-cr`. */
const BARE = /\r(?!\n|$)|(?<!\r)\n/;
