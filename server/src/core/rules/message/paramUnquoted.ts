// Rule message/param-unquoted: a parameter value that needs quotes has none.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { parameterValue } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-unquoted',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '5.1')],
  summary: 'A parameter value has spaces or special characters and no quotes.',
  why:
    'The value ends for strict readers at the first space, slash, equals sign or parenthesis: a file name is cut ' +
    'short, or a boundary is not found.',
  messages: { unquoted: '“{text}” must stand in quotes' },
  examples: {
    valid: [{ text: 'Content-Type: application/pdf; name="my report.pdf"\nContent-Type: text/plain; name=a.b-c\n' }],
    invalid: [
      {
        text: 'Content-Type: application/pdf; name=«my report.pdf»\n',
        fixed: 'Content-Type: application/pdf; name="my report.pdf"\n',
      },
      {
        text: 'Content-Type: multipart/mixed; boundary=«a=b»\n\n--a=b\n\n--a=b--\n',
        fixed: 'Content-Type: multipart/mixed; boundary="a=b"\n\n--a=b\n\n--a=b--\n',
      },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'param-unquoted': 'unquoted' }, report, ({ from, to, text }) =>
      /["\\]|[^ -~]/.test(text)
        ? undefined
        : { title: 'Put the value in quotes', edits: [{ from, to, insert: parameterValue(text) }], safe: true },
    );
  },
});
