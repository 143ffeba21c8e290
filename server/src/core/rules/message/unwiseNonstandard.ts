// Rule message/unwise-nonstandard: fields without a standard that do harm or nothing in mail.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/unwise-nonstandard',
  scope: 'field',
  // Lists and mailbox files are full of them.
  severity: 'off',
  profiles: { strict: 'info' },
  fields: ['precedence', 'content-length', 'lines', 'errors-to'],
  references: [rfc(2076, '3.9'), rfc(2076, '3.5'), rfc(3834, '3.1.8')],
  summary: 'A field that is no standard for mail stands in a message.',
  why:
    'Content-Length and Lines count a body that servers change on the way; a mailbox that trusts them cuts messages ' +
    'at the wrong place. Precedence has no agreed meaning: Auto-Submitted and List-Id say what it was used for. ' +
    'Failures go to the address of MAIL FROM, whatever Errors-To says.',
  messages: { unwise: '{field} has no standard meaning in mail' },
  examples: {
    valid: [{ text: 'Auto-Submitted: auto-generated\n' }],
    invalid: [{ text: '«Precedence»: bulk\n«Content-Length»: 12\n' }],
  },
  check({ field, place }, { report }) {
    if (place === 'message') report({ message: 'unwise', at: nameRange(field), data: { field: field.name } });
  },
});
