// Rule message/param-2231-syntax: an extended parameter value that is not charset'language'text.

import { parametersOf } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { MAX_FINDINGS } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/param-2231-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2231, '4'), rfc(2231, '7')],
  summary: "The value of name*= is not charset'language'text, or has a wrong % escape.",
  why:
    'Without the two apostrophes a reader cannot tell the charset from the text, and a % without two digits stands ' +
    'for no octet. Readers then fall back to another name for the attachment, or to none.',
  messages: {
    percent: '“{text}” is not % and two hexadecimal digits',
    labels:
      "The value must start with a charset, two apostrophes and between them a language, such as utf-8''",
    quoted: 'An extended value stands without quotes: in quotes many readers do not decode it',
  },
  examples: {
    valid: [
      { text: "Content-Disposition: attachment; filename*=''plain.pdf\n" },
      {
        text: "Content-Disposition: attachment; filename*0*=utf-8'en'a%20; filename*1*=b%20; filename*2=c\n",
      },
    ],
    invalid: [
      { text: "Content-Disposition: attachment; filename*=utf-8''50«%of»f.pdf\n", messages: ['percent'] },
      { text: 'Content-Disposition: attachment; filename*=«caf%C3%A9.pdf»\n', messages: ['labels'] },
      {
        text: 'Content-Disposition: attachment; filename*=«"utf-8\'\'caf%C3%A9.pdf"»\n',
        messages: ['quoted'],
        fixed: "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n",
      },
    ],
  },
  check({ field }, { report }) {
    if (!field.text.includes('*')) return;
    reportFaults(field, { 'param-percent': 'percent', 'param-extended-syntax': 'labels' }, report);
    for (const { extended, section, value, valueRange } of parametersOf(field).slice(0, MAX_FINDINGS)) {
      if (!extended || value === '') continue;
      const first = section === undefined || section === 0;
      if (field.ownText(valueRange.from, valueRange.from + 1) === '"') {
        const plain = EXTENDED.test(value) && !/[\r\n]/.test(field.ownText(valueRange.from, valueRange.to));
        report({
          message: 'quoted',
          at: valueRange,
          fix: plain
            ? () => ({
                title: 'Remove the quotes',
                edits: [{ from: valueRange.from, to: valueRange.to, insert: value }],
                safe: true,
              })
            : undefined,
        });
      } else if (first && !/^[^']*'[^']*'/.test(value)) {
        report({ message: 'labels', at: valueRange });
      }
    }
  },
});

/** RFC 2231 7: what can stand there without quotes. */
const EXTENDED = /^(?:[A-Za-z0-9!#$&'+.^_`{|}~-]|%[0-9A-Fa-f]{2})+$/;
