// Rule message/invalid-utf8-header: octets in the header that are no UTF-8.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/invalid-utf8-header',
  scope: 'octets',
  severity: 'error',
  references: [rfc(6532, '3.1'), rfc(5322, '2.2')],
  summary: 'The header has octets above 127 that are no UTF-8.',
  why:
    'A header is ASCII, or UTF-8 where both servers agreed on it. Octets in another charset come without a name of ' +
    'that charset, so every reader guesses, and most show other characters than the author wrote. Servers with ' +
    'SMTPUTF8 refuse the message.',
  messages: { octets: 'What stands here is no UTF-8, and no charset is named for it' },
  examples: {
    valid: [
      { text: 'Subject: =?iso-8859-1?q?caf=E9?=\n' },
      { text: 'Subject: plain\n\nA body may be in any charset: \xe9\n' },
    ],
    invalid: [{ text: 'Subject: caf«\xe9 cr\xe8»me\n\nHello\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The octets of a file; an editor has decoded those of a transcript with the whole file.',
  },
  check({ facts: { headerNotUtf8 }, offset }, { report }) {
    headerNotUtf8.forEach((first, index) => {
      if (headerNotUtf8[index - 1]?.line === first.line) return;
      const last = headerNotUtf8.findLast(({ line }) => line === first.line) ?? first;
      const at = { from: offset(first.line, first.column), to: offset(last.line, last.column + last.length) };
      report({ message: 'octets', at });
    });
  },
});
