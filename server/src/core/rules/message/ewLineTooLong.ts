// Rule message/ew-line-too-long: a line of more than 76 characters with an encoded-word in it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { foldWords } from '../support/encodedWordFixes.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-line-too-long',
  scope: 'field',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2047, '2')],
  summary: 'A header line with an encoded-word has more than 76 characters.',
  why:
    'The limit lets gateways add a little to a line without folding it, because a fold inside an encoded-word breaks ' +
    'it. All readers accept longer lines.',
  messages: { long: 'The line has {detail} characters; 76 are allowed with an encoded-word' },
  examples: {
    valid: [{ text: `Subject: ${'x'.repeat(80)}\n` }],
    invalid: [
      {
        text: `Subject: «=?utf-8?Q?${'x'.repeat(40)}?= =?utf-8?Q?${'y'.repeat(30)}?=»\n`.replace(
          'Subject: «',
          '«Subject: ',
        ),
        fixed: `Subject: =?utf-8?Q?${'x'.repeat(40)}?=\n =?utf-8?Q?${'y'.repeat(30)}?=\n`,
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'ew-line-too-long': 'long' }, report, (fault) => foldWords(field, fault));
  },
});
