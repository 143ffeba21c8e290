// Rule message/charset-utf-7: a text in UTF-7.

import { charsetOf } from '../../message/body/bodyText.ts';
import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/charset-utf-7',
  scope: 'part',
  severity: 'warning',
  references: [rfc(2152)],
  summary: 'A text is written in UTF-7.',
  why:
    'Browsers and many mail programs no longer read UTF-7, because it hides markup from whoever looks for it: ' +
    '+ADw- is a tag for one program and plain text for another. UTF-8 in quoted-printable or base64 is read everywhere.',
  messages: { utf7: 'Many programs do not read UTF-7' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=utf-8\n\n' }],
    invalid: [{ text: 'Content-Type: text/plain; charset=«UTF-7»\n\ncaf+AOk-\n' }],
  },
  check(part, { report }) {
    const { type, field } = part.mediaType;
    const parameter = type === 'text' ? typeParameter(part, 'charset') : undefined;
    if (!field || !parameter || normalizeCharset(charsetOf(part, basicDecoding) ?? '') !== 'utf-7') return;
    report({ message: 'utf7', at: unquotedRange(field, parameter.valueRange) });
  },
});
