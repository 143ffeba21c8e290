// Rule message/space-before-colon: white space between a field's name and its colon.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/space-before-colon',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '2.2'), rfc(5322, '4.5.8')],
  summary: 'White space stands between a field name and its colon.',
  why:
    'Only the obsolete syntax allows it. Some programs do not know the field then, others take the line for the end ' +
    'of the header; a signature made with “simple” canonicalisation fails where a server removes the space.',
  messages: { space: 'No white space may stand between “{field}” and its colon' },
  examples: {
    valid: [{ text: 'Subject: Hello\n' }],
    invalid: [
      {
        text: 'Subject« »: Hello\nTo«\t »: ann@example.com\n',
        fixed: 'Subject: Hello\nTo: ann@example.com\n',
      },
    ],
  },
  check({ field }, { report }) {
    if (field.colon === field.nameTo) return;
    const at = { from: field.nameTo, to: field.colon };
    report({
      message: 'space',
      at,
      data: { field: field.name },
      fix: () => ({ title: 'Remove the white space', edits: [{ ...at, insert: '' }], safe: true }),
    });
  },
});
