// Rule message/disposition-syntax: Content-Disposition does not start with a type.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/disposition-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['content-disposition'],
  references: [rfc(2183, '2')],
  summary: 'A Content-Disposition field does not start with inline, attachment or another type.',
  why:
    'The type says whether the part is shown or saved. Readers that do not find it pass over the whole field, and ' +
    'the file name with it.',
  messages: { missing: 'The disposition type, inline or attachment, is missing' },
  examples: {
    valid: [{ text: 'Content-Disposition: attachment; filename=a.pdf\n' }],
    invalid: [{ text: 'Content-Disposition: «filename=a.pdf»\n' }, { text: '«Content-Disposition»:\n' }],
  },
  check({ field }, { report }) {
    if (field.faults.some(({ code }) => code === 'disposition-missing')) {
      report({ message: 'missing', at: valueRange(field) });
    }
  },
});
