// Rule message/qp-needless-soft: a soft line break at the end of a quoted-printable body.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/qp-needless-soft',
  scope: 'body',
  severity: 'off',
  profiles: { strict: 'warning' },
  references: [rfc(2045, '6.7')],
  summary: 'A quoted-printable body ends with a soft line break.',
  why:
    'A soft line break joins a line with the next one, and there is none. Many programs end a text without a final ' +
    'line end in this way; it may also be the mark of a text that was cut off.',
  messages: { soft: 'No line follows that this soft line break could join' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\none =\ntwo\n' }],
    invalid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\none two«=»\n' }],
  },
  wantsEnd: true,
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-soft-break-at-end': 'soft' }, report);
  },
});
