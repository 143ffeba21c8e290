// Rule message/lf-file: a message stored with LF.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/lf-file',
  scope: 'octets',
  // That is how Unix keeps mail.
  severity: 'off',
  profiles: { strict: 'info', outgoing: 'off' },
  references: [rfc(5321, '2.3.8')],
  summary: 'All lines of the file end with LF.',
  why:
    'A file may be stored so, and most tools turn LF into CRLF when they send it. Where a program sends the octets of ' +
    'the file as they are, servers refuse them; and the body hash of a signature is counted over CRLF.',
  messages: { lf: 'All {count} lines end with LF; on the wire they must end with CRLF' },
  examples: {
    valid: [{ text: 'Subject: All CRLF\r\n\r\nHello\r\n' }, { text: 'Subject: No line end' }],
    invalid: [{ text: 'Subject: All LF«\n»\nHello\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The line ends of a file; those of a transcript are the transcript’s.',
  },
  check({ facts, offset }, { report }) {
    const [first] = facts.bareLf;
    if (!first || facts.crlf > 0 || facts.cr > 0) return;
    const at = { from: offset(first.line, first.column), to: offset(first.line, first.column + 1) };
    report({ message: 'lf', at, data: { count: facts.lf } });
  },
});
