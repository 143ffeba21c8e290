// Rule message/qp-lowercase: an escape in quoted-printable with lower case digits.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/qp-lowercase',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'warning' },
  references: [rfc(2045, '6.7')],
  summary: 'An escape in a quoted-printable body is written with lower case digits.',
  why: 'The digits are upper case letters by definition. Most readers take both; a strict one shows the escape as it is.',
  messages: { lower: 'The digits of “{detail}” must be upper case' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: quoted-printable\n\ncaf«=c3»«=a9»\n',
        fixed: 'Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n',
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-lowercase': 'lower' }, report, ({ from, to, detail = '' }) => () => ({
      title: 'Write the digits in upper case',
      edits: [{ from, to, insert: detail.toUpperCase() }],
      safe: true,
    }));
  },
});
