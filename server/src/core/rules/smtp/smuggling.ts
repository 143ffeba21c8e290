// Rule smtp/smuggling: a dot that some servers take for the end of the message, and others do not.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { dataLines } from '../support/smtpData.ts';
import { wireEnds } from '../support/wireEnds.ts';
import type { WireEnd } from '../support/wireEnds.ts';

export default smtpRule({
  id: 'smtp/smuggling',
  severity: 'error',
  references: [rfc(5321, '2.3.8'), rfc(5321, '4.1.1.4')],
  summary: 'A dot in the message is enclosed by line ends that are not CRLF.',
  why:
    'Only CRLF, dot, CRLF ends a message. A server that also takes a bare LF or CR sees a second message there, which ' +
    'the server before it passed on without a check: so forged mail gets in under a trusted name.',
  messages: { dot: 'Some servers end the message at this dot: it stands between {before} and {after}' },
  examples: {
    valid: [
      { text: 'C: DATA\nS: 354 go\nC: a\nC: .\nS: 250 ok\n' },
      { text: 'C: DATA\r\nS: 354 go\r\nC: a\r\nC: b\r\nC: .\r\nS: 250 ok\r\n' },
    ],
    invalid: [
      // As Python's smtplib prints it.
      {
        text: "send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: b'Subject: x\\r\\n\\r\\na\\n«.»\\r\\nMAIL FROM:<x@example.com>\\r\\n.\\r\\n'\nreply: b'250 ok\\r\\n'\n",
      },
      {
        text: "send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: b'Subject: x\\r\\n\\r\\na\\r«.»\\rMAIL FROM:<x@example.com>\\r\\n.\\r\\n'\nreply: b'250 ok\\r\\n'\n",
      },
      {
        text: 'C: DATA\r\nS: 354 go\r\nC: a\r\nC: b\nC: «.»\r\nC: MAIL FROM:<x@example.com>\r\nC: .\r\nS: 250 ok\r\n',
      },
      { text: 'C: DATA\r\nS: 354 go\r\nC: a\r\nC: «.»\nC: MAIL FROM:<x@example.com>\r\nS: 250 ok\r\n' },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['DATA'] },
  check({ session, exchange }, { report }) {
    const { all } = session;
    const { lines, dot } = dataLines(session, exchange);
    const before = lines.at(-1);
    if (dot !== undefined) {
      const ends = wireEnds(session, exchange);
      const names = { before: ends(before ?? dot), after: ends(dot) };
      const bare = (name: WireEnd | undefined): boolean => name === 'LF' || name === 'CR';
      if (bare(names.before) || bare(names.after)) {
        const data = { before: names.before ?? 'CRLF', after: names.after ?? 'CRLF' };
        report({ message: 'dot', at: all.content(dot), data });
      }
    }
    for (const line of lines) {
      // Only where line ends are written as escapes does a line's own text hold them.
      if (all.plain(line)) continue;
      for (const match of all.text(line).matchAll(BARE_DOT)) {
        const at = match.index + (match[1]?.length ?? 0);
        const data = { before: NAMES[match[1] ?? ''] ?? 'CRLF', after: NAMES[match[2] ?? ''] ?? 'CRLF' };
        report({
          message: 'dot',
          at: { from: all.hostOffset(line, at), to: all.hostOffset(line, at + 1) },
          data,
        });
      }
    }
  },
});

const BARE_DOT = /(^|\r\n|\r|\n)\.(?=(\r|\n|$))/g;
const NAMES: Readonly<Record<string, string>> = { '\r': 'CR', '\n': 'LF', '\r\n': 'CRLF' };
