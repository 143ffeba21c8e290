// Rule message/qp-should-encode: characters in quoted-printable that must be encoded.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportBodyFaults } from '../support/bodyFaultReports.ts';
import { isSurelyUnicode } from '../support/mimeFixes.ts';
import { encodeCharacters } from '../support/quotedPrintable.ts';

export default defineRule({
  id: 'message/qp-should-encode',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.7')],
  summary: 'A quoted-printable body has control characters or characters beyond ASCII that are not encoded.',
  why:
    'The encoding promises a body of printable ASCII. Servers pass it on as 7bit, and what is not may lose its eighth ' +
    'bit or be dropped.',
  messages: {
    raw: '“{text}” is not ASCII and must be encoded',
    control: 'A control character must be encoded',
  },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\tau lait\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: quoted-printable\n\nDobr«ý» de«ň»\n',
        messages: ['raw', 'raw'],
        fixed: 'Content-Transfer-Encoding: quoted-printable\n\nDobr=C3=BD de=C5=88\n',
      },
      { text: 'Content-Transfer-Encoding: quoted-printable\n\ncaf«é»\n', messages: ['raw'] },
      {
        text: 'Content-Transfer-Encoding: quoted-printable\n\nbell «\x07»\n',
        messages: ['control'],
        fixed: 'Content-Transfer-Encoding: quoted-printable\n\nbell =07\n',
      },
    ],
  },
  check(part, { report }) {
    reportBodyFaults(part, { 'qp-8bit': 'raw', 'qp-control': 'control' }, report, ({ code, from, to }) => {
      // What octets a character stands for is certain only where the host decoded UTF-8.
      if (to - from > MAX_RUN || (code === 'qp-8bit' && !isSurelyUnicode(part))) return undefined;
      const insert = encodeCharacters(part.lens.snapshot.slice(from, to));
      return () => ({ title: 'Encode it', edits: [{ from, to, insert }], safe: true });
    });
  },
});

const MAX_RUN = 1000;
