// Rule message/b64-space: spaces or tabs between the characters of base64.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-space',
  scope: 'body',
  severity: 'hint',
  profiles: { strict: 'warning' },
  references: [rfc(2045, '6.8')],
  summary: 'A base64 body has spaces or tabs.',
  why: 'Decoders pass over white space. It has no use there, and strict decoders of other formats refuse it.',
  messages: { space: 'White space does not belong into base64' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVs\nbG8h\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: base64\n\nSGVs« »bG8h« »\n',
        fixed: 'Content-Transfer-Encoding: base64\n\nSGVsbG8h\n',
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'base64-space': 'space' }, report, ({ from, to }) => () => ({
      title: 'Delete the white space',
      edits: [{ from, to, insert: '' }],
      safe: true,
    }));
  },
});
