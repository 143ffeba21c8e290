// Rule message/no-space-after-colon: a value that starts right behind the colon.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/no-space-after-colon',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(5322, '2.2')],
  summary: 'A field’s value starts right behind the colon.',
  why:
    'That is correct, and nearly nobody writes it: mail programs put one space there. Spam filters know the few bulk ' +
    'mailers that do not, and count it against the message.',
  messages: { noSpace: 'A space behind the colon of “{field}” is usual' },
  examples: {
    valid: [{ text: 'Subject: Hello\nX-Empty:\nX-Folded:\n value\n' }],
    invalid: [{ text: 'Subject«:»Hello\n', fixed: 'Subject: Hello\n' }],
  },
  check({ field }, { report }) {
    const { colon, valueFrom } = field;
    if (!/^[^ \t\r\n]/.test(field.text.slice(valueFrom - field.from))) return;
    report({
      message: 'noSpace',
      at: { from: colon, to: valueFrom },
      data: { field: field.name },
      fix: () => ({
        title: 'Insert a space',
        edits: [{ from: valueFrom, to: valueFrom, insert: ' ' }],
        safe: true,
      }),
    });
  },
});
