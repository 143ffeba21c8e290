// Rule message/qp-bad-escape: an equals sign in quoted-printable that begins no escape.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { bodyLine, reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/qp-bad-escape',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.7')],
  summary:
    'An equals sign in a quoted-printable body is not followed by two hexadecimal digits or a line end.',
  why:
    'An equals sign begins an escape; one that is meant as such is written =3D. Readers show what they cannot decode ' +
    'in different ways, and links with an = in them break.',
  messages: { escape: '“{detail}” is no escape; an equals sign is written =3D' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\na =3D b=\nc =C3=a9\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: quoted-printable\n\n1 + 1 «=» 2\n',
        fixed: 'Content-Transfer-Encoding: quoted-printable\n\n1 + 1 =3D 2\n',
      },
      {
        text: `Content-Transfer-Encoding: quoted-printable\n\n${'x'.repeat(60)}«=»yz${'x'.repeat(12)}\n`,
        fixed: `Content-Transfer-Encoding: quoted-printable\n\n${'x'.repeat(60)}=\n=3Dyz${'x'.repeat(12)}\n`,
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-escape': 'escape' }, report, ({ from, to }) => () => {
      const line = bodyLine(part, from);
      // The line must not grow beyond its limit.
      const long = line !== undefined && line.text.length > MAX_LINE - 2 && line.text.length <= MAX_LINE;
      const edits = [{ from, to, insert: long && from > line.from ? '=\n=3D' : '=3D' }];
      return { title: 'Encode the equals sign', edits, safe: true };
    });
  },
});

const MAX_LINE = 76;
