// Rule message/ew-syntax: what looks like an encoded-word and is none.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2047, '2'), rfc(2047, '6.3')],
  summary: 'A word starts like an encoded-word and is none: it has no end, no charset, or no known encoding.',
  why:
    'Readers show a broken encoded-word as it is written, so that people see =?utf-8?... in the place of a name or a ' +
    'subject. Some decode it all the same, each in its own way.',
  messages: {
    open: '“{text}” looks like an encoded-word and has no “?=” where it should end',
    charset: 'The encoded-word names no charset',
    encoding: 'An encoded-word is encoded with B or Q, not with “{detail}”',
  },
  examples: {
    valid: [{ text: 'Subject: =?utf-8?Q?caf=C3=A9?= and =?iso-8859-1*en?B?Y2Fm6Q==?=\nX-Math: a =? b\n' }],
    invalid: [
      { text: 'Subject: «=?utf-8?Q?caf=C3=A9» and more\n', messages: ['open'] },
      { text: 'Subject: «=??»Q?caf?=\n', messages: ['charset'] },
      { text: 'From: =?utf-8?«X»?caf=C3=A9?= <ann@example.com>\n', messages: ['encoding'] },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(
      field,
      { 'ew-syntax': 'open', 'ew-charset-syntax': 'charset', 'ew-encoding': 'encoding' },
      report,
    );
  },
});
