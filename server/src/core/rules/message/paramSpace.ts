// Rule message/param-space: white space around the equals sign of a parameter.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/param-space',
  scope: 'field',
  severity: 'hint',
  profiles: { strict: 'warning' },
  references: [rfc(2045, '5.1')],
  summary: 'White space stands around the equals sign of a parameter.',
  why:
    'The old rules for header fields let white space stand between any two words. Many readers look for charset= ' +
    'without a space, and do not find the parameter.',
  messages: { space: 'Readers may not find a parameter with white space around its “=”' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=utf-8\n' }],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset« = »utf-8\n',
        fixed: 'Content-Type: text/plain; charset=utf-8\n',
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'param-space': 'space' }, report, ({ from, to, text }) =>
      /^[ \t=]+$/.test(text)
        ? { title: 'Delete the white space', edits: [{ from, to, insert: '=' }], safe: true }
        : undefined,
    );
  },
});
