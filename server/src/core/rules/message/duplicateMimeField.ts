// Rule message/duplicate-mime-field: a MIME field stands twice in one header block.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportDuplicates } from '../support/duplicates.ts';
import { isMimeField } from '../support/mimeFields.ts';

export default defineRule({
  id: 'message/duplicate-mime-field',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { strict: 'error', receive: 'error' },
  references: [rfc(2045, '3')],
  summary: 'A header block has a MIME field twice, such as two Content-Type fields.',
  why:
    'Nothing says which of two Content-Type or Content-Transfer-Encoding fields counts. One program takes the first, ' +
    'another the last, so that a virus scanner can see harmless text where the reader opens an attachment.',
  messages: {
    duplicate: '{field} stands here again: readers disagree about which one counts',
    first: 'The {field} field in front of it',
  },
  examples: {
    valid: [{ text: 'MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: 7bit\n' }],
    invalid: [
      { text: 'Content-Type: text/plain\n«Content-Type»: text/html\n', messages: ['duplicate'] },
      {
        text: 'MIME-Version: 1.0\n«Mime-Version»: 1.0\n',
        messages: ['duplicate'],
        fixed: 'MIME-Version: 1.0\n',
      },
    ],
  },
  check(part, { report }) {
    reportDuplicates(part, isMimeField, report);
  },
});
