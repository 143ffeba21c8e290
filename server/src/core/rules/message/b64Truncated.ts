// Rule message/b64-truncated: base64 whose last group is not complete.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { base64Faults } from '../../message/body/base64Faults.ts';
import { bodyFaults, reportBodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-truncated',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'A base64 body ends without the padding of its last group.',
  why:
    'The characters of base64 come in groups of four. An incomplete group at the end may be padding that was ' +
    'forgotten, or the place where the body was cut off; strict decoders then give nothing at all.',
  messages: { open: 'The last group of base64 is not complete: the body is cut off, or padding is missing' },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8=\n' }],
    invalid: [
      {
        text: 'Content-Transfer-Encoding: base64\n\nSGVsbG8«»\n',
        fixed: 'Content-Transfer-Encoding: base64\n\nSGVsbG8=\n',
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    if (!bodyFaults(part).some(({ code }) => code === 'base64-padding-missing')) return;
    const { counts, decodedOctets } = base64Faults(part);
    const clean = counts['base64-character'] === undefined && counts['base64-padding'] === undefined;
    // Two characters of a group hold one octet, three hold two.
    const insert = decodedOctets % 3 === 1 ? '==' : '=';
    reportBodyFaults(part, { 'base64-padding-missing': 'open' }, report, ({ from }) =>
      clean
        ? () => ({ title: 'Complete the padding', edits: [{ from, to: from, insert }], safe: false })
        : undefined,
    );
  },
});
