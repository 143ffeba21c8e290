// Rule message/qp-trailing-space: white space at the end of a quoted-printable line.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { bodyLine, reportBodyFaults } from '../support/bodyFaultReports.ts';
import { encodeCharacters } from '../support/quotedPrintable.ts';

export default defineRule({
  id: 'message/qp-trailing-space',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.7')],
  summary: 'A line of a quoted-printable body ends with a space or a tab that is not encoded.',
  why:
    'Gateways add and remove white space at the end of lines, so a decoder must delete it. A signature separator or ' +
    'a flowed text that needs the space loses it; it is written =20.',
  messages: { space: 'Readers drop white space at the end of a line; one that counts is written =20' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\n--=20\nAnn\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: quoted-printable\n\n--« »\nsoft=« »\nbreak\n',
        fixed: 'Content-Transfer-Encoding: quoted-printable\n\n--=20\nsoft=\nbreak\n',
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-trailing-space': 'space' }, report, ({ from, to }) => (): Fix => {
      const { snapshot } = part.lens;
      if (snapshot.slice(from - 1, from) === '=') {
        return { title: 'Delete the white space', edits: [{ from, to, insert: '' }], safe: true };
      }
      const last = encodeCharacters(snapshot.slice(to - 1, to));
      const long = (bodyLine(part, from)?.text.length ?? 0) > MAX_LINE - 2;
      const edits = [{ from: to - 1, to, insert: long ? `=\n${last}` : last }];
      return { title: `Write it as ${last}`, edits, safe: false };
    });
  },
});

const MAX_LINE = 76;
