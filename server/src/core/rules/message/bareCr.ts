// Rule message/bare-cr: a CR that no LF follows.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/bare-cr',
  scope: 'octets',
  // As for a bare LF: a file may be stored so, who sends it or takes it in must mind.
  severity: 'warning',
  profiles: { strict: 'error', receive: 'error', outgoing: 'warning' },
  references: [rfc(5322, '2.2'), rfc(5322, '2.3'), rfc(5321, '2.3.8')],
  summary: 'A CR stands alone, without the LF that belongs to it.',
  why:
    'CR and LF may only stand together. Some programs take a lone CR for a line end, others for a character of the ' +
    'line: what one sees as body is a header to the next. Many servers refuse such mail.',
  messages: {
    bareCr: 'A CR without LF stands here; there are {count} in the file',
    all: 'All {count} lines of the file end with CR alone',
  },
  examples: {
    valid: [{ text: 'Subject: All CRLF\r\n\r\nHello\r\n' }, { text: 'Subject: All LF\n\nHello\n' }],
    invalid: [
      { text: 'Subject: Mixed\r\n\r\nHello«\r»Bye\r\n' },
      { text: 'Subject: Twice«\r»\r\n\r\nHello\r\n' },
      { text: 'Subject: An old Macintosh«\r»\rHello\r', messages: ['all'] },
    ],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The line ends of a file; those of a transcript are the transcript’s.',
  },
  check({ facts, offset }, { report }) {
    const whole = facts.crlf === 0 && facts.lf === 0;
    for (const { line, column } of whole ? facts.bareCr.slice(0, 1) : facts.bareCr) {
      const at = { from: offset(line, column), to: offset(line, column + 1) };
      report({ message: whole ? 'all' : 'bareCr', at, data: { count: facts.cr } });
    }
  },
});
