// Rule message/param-unquoted: a parameter value that needs quotes has none.

import { parametersOf } from '../../message/views/parameters.ts';
import type { ParameterNode } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { parameterValue } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-unquoted',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '5.1')],
  summary: 'A parameter value has spaces or special characters and no quotes.',
  why:
    'The value ends for strict readers at the first space, slash, equals sign or parenthesis: a file name is cut ' +
    'short, or a boundary is not found.',
  messages: { unquoted: '“{text}” must stand in quotes' },
  examples: {
    valid: [
      { text: 'Content-Type: application/pdf; name="my report.pdf"\nContent-Type: text/plain; name=a.b-c\n' },
    ],
    invalid: [
      {
        text: 'Content-Type: application/pdf; name=«my report.pdf»\n',
        fixed: 'Content-Type: application/pdf; name="my report.pdf"\n',
      },
      {
        text: "Content-Disposition: attachment; filename*=«utf-8''caf%C3%A9 bar.pdf»\n",
        fixed: "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9%20bar.pdf\n",
      },
      {
        text: 'Content-Type: multipart/mixed; boundary=«a=b»\n\n--a=b\n\n--a=b--\n',
        fixed: 'Content-Type: multipart/mixed; boundary="a=b"\n\n--a=b\n\n--a=b--\n',
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    let parameters: readonly ParameterNode[] | undefined;
    reportFaults(field, { 'param-unquoted': 'unquoted' }, report, ({ from, to, text }) => {
      if (/["\\]|[^ -~]/.test(text)) return undefined;
      parameters ??= parametersOf(field);
      const parameter = parameters.find(({ valueRange }) => valueRange.from === from);
      // RFC 2231 7: an extended value has no quotes; it is percent-encoded instead.
      if (parameter?.extended === true) {
        const insert = text.replace(/ /g, '%20');
        return EXTENDED.test(insert)
          ? { title: 'Encode the spaces', edits: [{ from, to, insert }], safe: true }
          : undefined;
      }
      const edits = [{ from, to, insert: parameterValue(text) }];
      return { title: 'Put the value in quotes', edits, safe: true };
    });
  },
});

const EXTENDED = /^[\w!#$&'+.^`{|}~%-]+$/;
