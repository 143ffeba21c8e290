// Rule message/bare-lf: single LF among lines that end with CRLF.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/bare-lf',
  scope: 'octets',
  // How a file is stored says little about how the mail travelled; who sends or takes it in must mind.
  severity: 'warning',
  profiles: { strict: 'error', receive: 'error', outgoing: 'off' },
  references: [rfc(5322, '2.3'), rfc(5321, '2.3.8')],
  summary: 'Some lines of the file end with LF alone, others with CRLF.',
  why:
    'On the wire a line ends with CRLF, and LF must not stand alone. Servers that see one refuse the message, or ' +
    'count it as a line end where the next server does not: the gap that SMTP smuggling goes through. A file stored ' +
    'with LF throughout is a matter of the file system and is not reported.',
  messages: { bareLf: 'This line ends with LF alone; {count} of {lines} lines do' },
  examples: {
    valid: [{ text: 'Subject: All CRLF\r\n\r\nHello\r\n' }, { text: 'Subject: All LF\n\nHello\n' }],
    invalid: [{ text: 'Subject: Mixed\r\n\r\nHello«\n»Bye\r\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The line ends of a file; those of a transcript are the transcript’s.',
  },
  check({ facts, offset }, { report }) {
    if (facts.crlf === 0 || facts.lf === 0) return;
    const data = { count: facts.lf, lines: facts.lf + facts.crlf + facts.cr };
    for (const { line, column } of facts.bareLf) {
      const from = offset(line, column);
      report({ message: 'bareLf', at: { from, to: offset(line, column + 1) }, data });
    }
  },
});
