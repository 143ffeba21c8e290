// Rule message/b64-padding: padding in the middle of base64.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-padding',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'An equals sign stands in base64 where the data goes on, or where no padding is needed.',
  why:
    'The equals sign marks the end of the data. Some decoders stop there, others go on, so that two programs read ' +
    'different contents out of one body.',
  messages: { padding: 'Padding stands only at the end of base64, to complete a group of four' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8=\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVs«=»bG8h\n' }],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'base64-padding': 'padding' }, report);
  },
});
