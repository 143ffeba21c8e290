// Rule message/param-2231-charset: an extended parameter in a charset nobody knows.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameters } from '../../message/views/parameters.ts';
import { charset as knownCharset } from '../../registry/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/param-2231-charset',
  scope: 'field',
  severity: 'warning',
  references: [rfc(2231, '4')],
  summary: 'An extended parameter names a charset that is not registered.',
  why: 'A reader cannot decode the value, and saves the attachment under a name of its own or a garbled one.',
  messages: { unknown: 'The charset “{charset}” of the parameter {name} is not known' },
  examples: {
    valid: [{ text: "Content-Disposition: attachment; filename*=iso-8859-1''caf%E9.pdf\n" }],
    invalid: [{ text: "Content-Disposition: attachment; filename*=«utf-88»''caf%C3%A9.pdf\n" }],
  },
  check({ field }, { report }) {
    if (!field.text.includes("'")) return;
    for (const { name, charset, valueRange } of decodedParameters(field, basicDecoding)) {
      if (charset === undefined || knownCharset(charset)) continue;
      const quote = field.ownText(valueRange.from, valueRange.from + 1) === '"' ? 1 : 0;
      const from = valueRange.from + quote;
      report({
        message: 'unknown',
        at: { from, to: from + charset.length },
        data: { charset: quoted(charset), name },
      });
    }
  },
});
