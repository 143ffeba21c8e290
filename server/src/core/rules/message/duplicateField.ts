// Rule message/duplicate-field: a field that may occur once stands twice.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportDuplicates } from '../support/duplicates.ts';
import { isMimeField } from '../support/mimeFields.ts';

export default defineRule({
  id: 'message/duplicate-field',
  scope: 'headerBlock',
  // Readers live with it, and three validators pass such mail; who writes or takes in mail must not.
  severity: 'warning',
  profiles: { strict: 'error', receive: 'error' },
  references: [rfc(5322, '3.6')],
  summary: 'A field that may occur only once stands in the header again.',
  why:
    'Programs disagree about which of two fields counts: a filter may check the first From and a reader show the ' +
    'second, which is how signed mail is made to show a forged author. Large receivers refuse messages with ' +
    'repeated fields.',
  messages: {
    duplicate: '{field} may occur only once and stands here again',
    first: 'The first {field} field',
  },
  examples: {
    valid: [
      {
        text: 'Received: from a by b; Fri, 6 Dec 2024 10:30:00 +0100\nReceived: from b by c; Fri, 6 Dec 2024 10:30:01 +0100\n',
      },
      { text: 'Content-Type: text/plain\nContent-Type: text/plain\n' },
      { text: 'X-Tag: one\nX-Tag: two\nComments: one\nComments: two\n' },
    ],
    invalid: [
      {
        text: 'From: ann@example.com\nSubject: One\n«Subject»: Two\n',
        messages: ['duplicate'],
      },
      {
        text: 'To: ann@example.com\n«To»: ann@example.com\n',
        messages: ['duplicate'],
        fixed: 'To: ann@example.com\n',
      },
    ],
  },
  check(part, { report }) {
    reportDuplicates(part, (key) => !isMimeField(key), report);
  },
});
