// Rule message/empty-subject: a Subject field with nothing in it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/empty-subject',
  scope: 'field',
  severity: 'info',
  profiles: { outgoing: 'warning' },
  fields: ['subject'],
  references: [rfc(5322, '3.6.5')],
  summary: 'The Subject field is empty.',
  why: 'The reader’s list shows an empty line, which is hard to find again. Spam is often sent so.',
  messages: { empty: 'The subject is empty' },
  examples: {
    valid: [{ text: 'Subject: .\n' }],
    invalid: [{ text: '«Subject»:\n' }, { text: '«subject»:  \n' }],
  },
  check({ field }, { report }) {
    if (field.value === '') report({ message: 'empty', at: nameRange(field) });
  },
});
