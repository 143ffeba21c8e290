// Rule message/b64-bad-char: characters in base64 that are not of its alphabet.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-bad-char',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'A base64 body has characters outside the base64 alphabet.',
  why:
    'Decoders are to pass over them, but they are the mark of damage on the way, or of text that is not base64 at ' +
    'all. Some decoders stop there, so that a scanner and the reader see different data.',
  messages: { character: '“{detail}” is not base64' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVs\nbG8h\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVs«*»bG8h\n' }],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'base64-character': 'character' }, report);
  },
});
