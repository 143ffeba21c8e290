// Rule message/cte-syntax: Content-Transfer-Encoding is not one word.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/cte-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['content-transfer-encoding'],
  references: [rfc(2045, '6.1')],
  summary: 'A Content-Transfer-Encoding field names no encoding, or has text behind the name.',
  why:
    'The field is one word. Readers that compare the whole value do not know the encoding, and show the body as it ' +
    'is encoded.',
  messages: {
    missing: 'The transfer encoding is missing',
    after: '“{text}” does not belong behind the name of the encoding',
  },
  examples: {
    valid: [{ text: 'Content-Transfer-Encoding: base64 (of course)\n\n' }],
    invalid: [
      { text: '«Content-Transfer-Encoding»:\n\n', messages: ['missing'] },
      {
        text: 'Content-Transfer-Encoding: base64«;»\n\nQQ==\n',
        messages: ['after'],
        fixed: 'Content-Transfer-Encoding: base64\n\nQQ==\n',
      },
      { text: 'Content-Transfer-Encoding: 8bit «7bit»\n\n', messages: ['after'] },
    ],
  },
  check({ field }, { report }) {
    if (field.faults.some(({ code }) => code === 'mechanism-missing')) {
      report({ message: 'missing', at: nameRange(field) });
      return;
    }
    reportFaults(field, { 'mechanism-text-after': 'after' }, report, ({ from, to, text }) =>
      /^;\s*$/.test(text) ? { title: 'Delete it', edits: [{ from, to, insert: '' }], safe: true } : undefined,
    );
  },
});
