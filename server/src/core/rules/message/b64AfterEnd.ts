// Rule message/b64-after-end: text behind the padded end of base64.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-after-end',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'Text follows the padded end of a base64 body.',
  why:
    'The padding ends the data. Mostly a list or a gateway appended its footer without decoding the text: some ' +
    'readers do not show it, others try to decode it and show garbage.',
  messages: { after: '“{text}” stands behind the end of base64: readers drop it or show garbage' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8=\n\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8=\n«_____ the list»\n' }],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'base64-text-after': 'after' }, report);
  },
});
