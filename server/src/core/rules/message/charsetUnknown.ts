// Rule message/charset-unknown: a part in a charset nobody knows.

import { basicDecoding } from '../../message/charsets.ts';
import { charsetOf } from '../../message/body/bodyText.ts';
import { charset as knownCharset } from '../../registry/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/charset-unknown',
  scope: 'part',
  severity: 'warning',
  references: [rfc(2046, '4.1.2'), rfc(2045, '5.1')],
  summary: 'A text names a charset that is not registered.',
  why:
    'A reader that does not know the charset shows what it guesses, or offers the text to be saved instead of ' +
    'showing it.',
  messages: {
    unknown: 'The charset “{charset}” is not known',
    empty: 'The name of the charset is empty',
  },
  examples: {
    valid: [
      { text: 'Content-Type: text/plain; charset="ISO-8859-15"\n\n' },
      { text: 'Content-Type: application/x-thing; charset=own\n\n' },
    ],
    invalid: [
      { text: 'Content-Type: text/plain; charset="«utf-88»"\n\n', messages: ['unknown'] },
      { text: 'Content-Type: text/plain; charset=«""»\n\n', messages: ['empty'] },
    ],
  },
  check(part, { report }) {
    const { type, field } = part.mediaType;
    const parameter = type === 'text' ? typeParameter(part, 'charset') : undefined;
    if (!field || !parameter) return;
    const name = charsetOf(part, basicDecoding);
    if (name === undefined) {
      const { from, to } = parameter.valueRange;
      // Nothing at all behind the = is a fault of the syntax.
      if (to > from) report({ message: 'empty', at: { from, to } });
    } else if (!knownCharset(name.toLowerCase())) {
      report({
        message: 'unknown',
        at: unquotedRange(field, parameter.valueRange),
        data: { charset: quoted(name) },
      });
    }
  },
});
