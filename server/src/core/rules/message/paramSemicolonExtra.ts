// Rule message/param-semicolon-extra: a semicolon with no parameter behind it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { endBefore } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-semicolon-extra',
  scope: 'field',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2045, '5.1')],
  summary: 'A semicolon has no parameter behind it.',
  why:
    'Every semicolon announces a parameter. Most readers pass over one too many; some strict ones treat the field as ' +
    'broken and the part as plain text.',
  messages: { extra: 'No parameter follows this semicolon' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=utf-8\n' }],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset=utf-8«;»\n',
        fixed: 'Content-Type: text/plain; charset=utf-8\n',
      },
      {
        text: 'Content-Type: text/plain\n «;»\n ; charset=utf-8\n',
        fixed: 'Content-Type: text/plain\n ; charset=utf-8\n',
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'param-semicolon-extra': 'extra' }, report, ({ from, to }) =>
      // A comment behind the semicolon would join the value in front of it.
      field.text.charAt(to - field.from) === '('
        ? undefined
        : {
            title: 'Delete the semicolon',
            edits: [{ from: endBefore(field, from), to, insert: '' }],
            safe: true,
          },
    );
  },
});
