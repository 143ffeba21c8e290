// Rule message/charset-cte-mismatch: a text that says it is US-ASCII and is not.

import { charsetOf } from '../../message/body/bodyText.ts';
import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { setCharset } from '../support/mimeFixes.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';
import { isBeyondAscii, isUtf8 } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/charset-cte-mismatch',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '4.1.2')],
  summary: 'A text is labelled US-ASCII and has characters beyond ASCII.',
  why: 'US-ASCII has 128 characters. What to show for any other octet is left to the reader, and readers differ.',
  messages: { beyond: 'The text has characters that {charset} does not have' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=us-ascii\n\nplain\n' }],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset=«us-ascii»\nContent-Transfer-Encoding: 8bit\n\nlabutě\n',
        fixed: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nlabutě\n',
      },
      {
        text: 'Content-Type: text/plain; charset="«US-ASCII»"\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9\n',
      },
    ],
  },
  check(part, { report }) {
    const { type, field } = part.mediaType;
    const parameter = type === 'text' ? typeParameter(part, 'charset') : undefined;
    const charset = parameter && charsetOf(part, basicDecoding);
    if (!field || charset === undefined || normalizeCharset(charset) !== 'us-ascii') return;
    if (!isBeyondAscii(part)) return;
    const edit = isUtf8(part) ? setCharset(part, 'utf-8') : undefined;
    report({
      message: 'beyond',
      at: unquotedRange(field, parameter?.valueRange ?? field),
      data: { charset },
      fix: edit && (() => ({ title: 'Declare charset=utf-8', edits: [edit], safe: true })),
    });
  },
});
