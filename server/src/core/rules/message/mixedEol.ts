// Rule message/mixed-eol: a file whose lines end in different ways.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/mixed-eol',
  scope: 'octets',
  severity: 'info',
  profiles: { outgoing: 'off' },
  references: [rfc(5321, '2.3.8')],
  summary: 'The lines of the file end in different ways.',
  why:
    'An editor holds one kind of line end and writes that one when it saves, so saving this file changes lines nobody ' +
    'edited. Signatures over the body break, and a later look at the file no longer shows what was received.',
  messages: { mixed: 'Lines end in different ways: {crlf} with CRLF, {lf} with LF, {cr} with CR' },
  examples: {
    valid: [{ text: 'Subject: All CRLF\r\n\r\nHello\r\n' }, { text: 'Subject: All LF\n\nHello\n' }],
    invalid: [{ text: 'Subject: Mixed\r\n\r\nHello«\n»Bye\n' }, { text: 'Subject: Mixed\n\nHello«\r»Bye\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The line ends of a file; those of a transcript are the transcript’s.',
  },
  check({ facts, offset }, { report }) {
    const { crlf, lf, cr } = facts;
    if ([crlf, lf, cr].filter((count) => count > 0).length < 2) return;
    const first = crlf > 0 && lf > 0 ? facts.bareLf[0] : facts.bareCr[0];
    if (!first) return;
    const at = { from: offset(first.line, first.column), to: offset(first.line, first.column + 1) };
    report({ message: 'mixed', at, data: { crlf, lf, cr } });
  },
});
