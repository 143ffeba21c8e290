// Rule message/missing-from: a message without a From field.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { missingField } from '../support/missingField.ts';

export default defineRule({
  id: 'message/missing-from',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '3.6')],
  summary: 'A message has no From field.',
  why:
    'Date and From are the two fields every message must have. Without an author nobody can be answered, DMARC has no ' +
    'domain to check, and most large receivers refuse the message.',
  messages: { missing: 'The message has no From field' },
  examples: {
    valid: [
      { text: 'From: ann@example.com\nDate: Fri, 6 Dec 2024 10:30:00 +0100\n\nHello\n' },
      { text: 'FROM: ann@example.com\n\n' },
    ],
    invalid: [{ text: '«Date»: Fri, 6 Dec 2024 10:30:00 +0100\nSender: ann@example.com\n\nHello\n' }],
  },
  check(part, { report }) {
    missingField(part, 'from', (at) => {
      report({ message: 'missing', at });
    });
  },
});
