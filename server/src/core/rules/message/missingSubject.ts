// Rule message/missing-subject: a message without a Subject field.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { missingField } from '../support/missingField.ts';

export default defineRule({
  id: 'message/missing-subject',
  scope: 'headerBlock',
  severity: 'info',
  profiles: { outgoing: 'warning' },
  references: [rfc(5322, '3.6.5')],
  summary: 'A message has no Subject field.',
  why:
    'The field is optional, and people expect it. Lists show “no subject”, readers group such messages by chance, and ' +
    'filters give points for it.',
  messages: { missing: 'The message has no Subject field' },
  examples: {
    valid: [{ text: 'From: ann@example.com\nSubject: Hello\n\n' }],
    invalid: [{ text: '«From»: ann@example.com\nTo: bob@example.com\n\nHello\n' }],
  },
  check(part, { report }) {
    missingField(part, 'subject', (at) => report({ message: 'missing', at }));
  },
});
