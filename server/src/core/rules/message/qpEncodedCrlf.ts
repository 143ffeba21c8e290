// Rule message/qp-encoded-crlf: a line end of a text is encoded.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/qp-encoded-crlf',
  scope: 'body',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.7')],
  summary: 'A quoted-printable text has line ends written as =0D=0A.',
  why:
    'The line ends of a text stand as line ends; encoded ones are octets of data, as in a picture. Readers show a text ' +
    'with them on one line, or with empty lines between.',
  messages: { encoded: 'In a text a line end stands as a line end, not as {detail}' },
  examples: {
    valid: [
      { text: 'Content-Transfer-Encoding: quoted-printable\n\none=\ntwo\n' },
      { text: 'Content-Type: image/png\nContent-Transfer-Encoding: quoted-printable\n\n=89PNG=0D=0A\n' },
    ],
    invalid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\none«=0D»«=0A»two\n' }],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-encoded-line-end': 'encoded' }, report);
  },
});
