// Rule message/empty-field: a field of free text with nothing in it.

import { fieldGrammar } from '../../message/fieldSyntax.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { deletion, nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/empty-field',
  scope: 'field',
  // Products write such fields in great number.
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  references: [rfc(5322, '3.6.8')],
  summary: 'A field of free text is empty.',
  why:
    'That is allowed and says nothing. Some servers drop empty fields on the way, and a signature that covers one ' +
    'then fails.',
  messages: { empty: '{field} is empty and can be left out' },
  examples: {
    valid: [{ text: 'Subject:\nX-Tag: a\n' }],
    invalid: [{ text: 'To: ann@example.com\n«X-Tag»:\n«Comments»: \n', fixed: 'To: ann@example.com\n' }],
  },
  check({ field }, { report }) {
    if (field.value !== '' || field.key === 'subject' || fieldGrammar(field) !== 'unstructured') return;
    report({
      message: 'empty',
      at: nameRange(field),
      data: { field: field.name },
      fix: () => ({ title: `Delete the ${field.name} field`, edits: [deletion(field)], safe: false }),
    });
  },
});
