// Rule message/mixer-only: fields that were made for gateways to X.400.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/mixer-only',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', outgoing: 'off' },
  fields: ['priority', 'importance', 'sensitivity'],
  references: [rfc(2156, '5.3.4'), rfc(2076, '3.9')],
  summary: 'A field that was made for gateways to X.400 stands in a message.',
  why:
    'Importance, Priority and Sensitivity carry services of X.400 through internet mail. Many readers show them, ' +
    'none has to act on them, and Sensitivity protects nothing.',
  messages: { mixer: '{field} was made for X.400 gateways; internet mail promises nothing for it' },
  examples: {
    valid: [{ text: 'X-Priority: 1\n' }],
    invalid: [{ text: '«Importance»: high\n«Sensitivity»: Personal\n' }],
  },
  check({ field }, { report }) {
    report({ message: 'mixer', at: nameRange(field), data: { field: field.name } });
  },
});
