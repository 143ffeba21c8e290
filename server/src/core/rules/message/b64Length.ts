// Rule message/b64-length: base64 with one character too many or three too few.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-length',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'The last group of a base64 body has a single character, which holds no octet.',
  why: 'No data encodes to this length, so something is missing or was added, and decoders drop the rest or everything.',
  messages: { single: 'A single character is left at the end of base64, and stands for nothing' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8h\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8h«x»\n' }],
  },
  wantsEnd: true,
  check(part, { report }) {
    reportBodyFaults(part, { 'base64-length': 'single' }, report);
  },
});
