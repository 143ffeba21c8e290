// Rule message/param-semicolon-missing: two parameters without a semicolon between them.

import { parametersOf } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldFaults } from '../support/faultReports.ts';
import { endBefore } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-semicolon-missing',
  scope: 'field',
  severity: 'error',
  references: [rfc(2045, '5.1')],
  summary: 'No semicolon stands in front of a parameter.',
  why:
    'A semicolon separates parameters from the type and from each other. Without it strict readers do not see the ' +
    'parameter, and some reject the whole field: the text is shown in the wrong charset, or parts are not found.',
  messages: { missing: 'A semicolon must stand in front of the parameter {name}' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=utf-8; format=flowed\n' }],
    invalid: [
      {
        text: 'Content-Type: text/plain «charset»=utf-8\n',
        fixed: 'Content-Type: text/plain; charset=utf-8\n',
      },
      {
        text: 'Content-Type: text/plain; charset=utf-8,«format»=flowed\n',
        fixed: 'Content-Type: text/plain; charset=utf-8;format=flowed\n',
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    for (const { code, from, detail } of fieldFaults(field)) {
      if (code !== 'param-semicolon-missing') continue;
      const parameter = parametersOf(field).find((each) => each.from >= from);
      report({
        message: 'missing',
        at: parameter?.nameRange ?? { from, to: from },
        data: { name: parameter?.name ?? '' },
        fix: () => {
          const end = detail === ',' ? from : endBefore(field, from);
          const to = detail === ',' ? from + 1 : end;
          return { title: 'Insert the semicolon', edits: [{ from: end, to, insert: ';' }], safe: true };
        },
      });
    }
  },
});
