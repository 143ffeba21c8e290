// Rule message/param-ew: an encoded-word in a parameter's value.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameter, parametersOf } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isCertain } from '../support/encodedWordFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { extendedParameter, parameterValue } from '../support/parameterFixes.ts';

export default defineRule({
  id: 'message/param-ew',
  scope: 'field',
  severity: 'info',
  profiles: { strict: 'error' },
  references: [rfc(2047, '5'), rfc(2231, '4')],
  summary: 'A parameter such as filename holds an encoded-word.',
  why:
    'Encoded-words must not stand in parameters, for which RFC 2231 has another form. Most readers decode them all ' +
    'the same, but some save the attachment as =_utf-8_B_….',
  messages: { word: 'An encoded-word must not stand in a parameter; RFC 2231 says how to encode it' },
  examples: {
    valid: [{ text: "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n" }],
    invalid: [
      {
        text: 'Content-Disposition: attachment; filename=«"=?utf-8?Q?caf=C3=A9.pdf?="»\n',
        fixed: "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n",
      },
      { text: 'Content-Type: text/plain; name=«"=?big5?B?pEA=?="»\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'param-encoded-word': 'word' }, report, (fault) => {
      const parameter = parametersOf(field).find(({ from, to }) => from <= fault.from && fault.to <= to);
      if (!parameter || parameter.section !== undefined || parameter.extended) return undefined;
      const text = decodedParameter(field, parameter.name, basicDecoding);
      if (text === undefined || !isCertain(text)) return undefined;
      const insert = /[^\0-\x7f]/.test(text)
        ? extendedParameter(parameter.name, text).join(';\n ')
        : `${parameter.name}=${parameterValue(text)}`;
      const edits = [{ from: parameter.from, to: parameter.to, insert }];
      return { title: 'Encode the value by RFC 2231', edits, safe: false };
    });
  },
});
