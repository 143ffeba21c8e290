// Rule message/qp-line-76: a line of quoted-printable with more than 76 characters.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { bodyLine, reportBodyFaults } from '../support/bodyFaultReports.ts';
import { softBreaks } from '../support/quotedPrintable.ts';

export default defineRule({
  id: 'message/qp-line-76',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.7')],
  summary: 'A line of a quoted-printable body has more than 76 characters.',
  why:
    'Quoted-printable exists to keep lines short enough for every gateway. Programs with a fixed buffer cut longer ' +
    'ones, in the middle of an escape if it comes so.',
  messages: { long: 'The line has {detail} characters; quoted-printable allows 76' },
  examples: {
    valid: [{ text: `Content-Transfer-Encoding: quoted-printable\n\n${'x'.repeat(75)}=\nx\n` }],
    invalid: [
      {
        text: `Content-Transfer-Encoding: quoted-printable\n\n«${'x'.repeat(74)}=3D${'y'.repeat(10)}»\n`,
        fixed: `Content-Transfer-Encoding: quoted-printable\n\n${'x'.repeat(74)}=\n=3D${'y'.repeat(10)}\n`,
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-line-too-long': 'long' }, report, ({ from }) => () => {
      const line = bodyLine(part, from);
      const edits = softBreaks(line?.text ?? '').map((point) => {
        const at = (line?.from ?? from) + point;
        return { from: at, to: at, insert: '=\n' };
      });
      return { title: 'Break the line softly', edits, safe: true };
    });
  },
});
