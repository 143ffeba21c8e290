// Rule message/header-too-many: more fields than servers read.

import { page } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { headerRange } from '../support/missingField.ts';

export default defineRule({
  id: 'message/header-too-many',
  scope: 'headerBlock',
  severity: 'warning',
  references: [
    page('Haraka, connection.ini', 'https://github.com/haraka/Haraka/blob/master/config/connection.ini'),
  ],
  summary: 'A header has more fields than servers accept.',
  why:
    'Thousands of fields are a way to keep a filter busy, or the trace of a loop. Servers stop counting at some ' +
    'number and refuse the message.',
  messages: { count: 'The header has {count} fields; servers may refuse more than {limit}' },
  options: { defaults: { fields: 1000 }, description: { fields: 'How many fields a header may have.' } },
  examples: {
    valid: [{ text: 'Subject: Two\nFrom: ann@example.com\n\nBody\n', options: { fields: 2 } }],
    invalid: [
      { text: '«Subject»: Three\nFrom: ann@example.com\nX-Three: 3\n\nBody\n', options: { fields: 2 } },
    ],
  },
  check(part, { report, options }) {
    const count = part.header.fields.length;
    if (count > options.fields) {
      report({ message: 'count', at: headerRange(part), data: { count, limit: options.fields } });
    }
  },
});
