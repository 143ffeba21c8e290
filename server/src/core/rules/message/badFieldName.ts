// Rule message/bad-field-name: a field name with characters it must not have.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/bad-field-name',
  scope: 'field',
  severity: 'error',
  references: [rfc(5322, '2.2')],
  summary: 'A field name has a character outside printable ASCII.',
  why:
    'A field name is printable ASCII without spaces and colons. Many programs take a line with any other name for ' +
    'the end of the header and show the rest of it as text.',
  messages: { character: 'The character “{character}” must not stand in a field name' },
  examples: {
    valid: [{ text: 'X-Tag_1!: value\n' }],
    invalid: [{ text: 'X-Gr«ö»ße: 3\n' }],
  },
  check({ field }, { report }) {
    const match = OUTSIDE.exec(field.name);
    if (!match) return;
    const from = field.nameFrom + match.index;
    report({ message: 'character', at: { from, to: from + match[0].length }, data: { character: match[0] } });
  },
});

const OUTSIDE = /[^\x21-\x39\x3b-\x7e]/u;
