// Rule message/param-duplicate: the same parameter twice in a field.

import { parametersOf } from '../../message/views/parameters.ts';
import type { ParameterNode } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { endBefore } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-duplicate',
  scope: 'field',
  severity: 'error',
  references: [rfc(2045, '5')],
  summary: 'A field has the same parameter twice.',
  why:
    'One program takes the first value, another the last. With two boundaries or two file names, a scanner and the ' +
    'reader see different parts or different attachments.',
  messages: {
    duplicate: 'The parameter {detail} stands here again: readers disagree about which one counts',
  },
  examples: {
    valid: [{ text: "Content-Disposition: attachment; filename=a.pdf; filename*=utf-8''a.pdf\n" }],
    invalid: [
      { text: 'Content-Type: text/plain; charset=us-ascii; «charset»=utf-8\n' },
      {
        text: 'Content-Type: text/plain; charset=utf-8; «charset»="utf-8"; format=flowed\n',
        fixed: 'Content-Type: text/plain; charset=utf-8; format=flowed\n',
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    let parameters: readonly ParameterNode[] | undefined;
    reportFaults(field, { 'param-duplicate': 'duplicate' }, report, (fault) => {
      parameters ??= parametersOf(field);
      const again = parameters.find(({ from }) => from === fault.from);
      if (!again) return undefined;
      const first = parameters.find(
        ({ name, extended }) => name === again.name && extended === again.extended,
      );
      if (first?.value !== again.value) return undefined;
      const semicolon = endBefore(field, again.from);
      const from =
        field.ownText(semicolon - 1, semicolon) === ';' ? endBefore(field, semicolon - 1) : again.from;
      return { title: 'Delete the copy', edits: [{ from, to: again.to, insert: '' }], safe: true };
    });
  },
});
