// Rule message/nul-octet: a NUL in the message.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/nul-octet',
  scope: 'octets',
  severity: 'error',
  references: [rfc(5322, '4.1'), rfc(2045, '2.7')],
  summary: 'The message has an octet of value zero.',
  why:
    'NUL was once allowed and no longer is. Programs written in C take it for the end of the text, so that a filter ' +
    'can miss what stands behind it; many servers refuse the message or drop the octet.',
  messages: { nul: 'A NUL octet stands here' },
  examples: {
    valid: [{ text: 'Subject: Hello\n\nNothing but text\n' }],
    invalid: [{ text: 'Subject: Hel«\0»lo\n\n«\0»\n' }],
  },
  notIn: {
    contexts: ['smtpData', 'imapLiteral'],
    why: 'The octets of a file; a transcript in a text file shows NUL in a way of its own, if at all.',
  },
  check({ facts, offset }, { report }) {
    for (const { line, column } of facts.nul) {
      report({ message: 'nul', at: { from: offset(line, column), to: offset(line, column + 1) } });
    }
  },
});
