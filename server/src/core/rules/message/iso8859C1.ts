// Rule message/iso8859-c1: a text declared as ISO-8859 uses octets that mean controls there and letters in Windows.

import { bodyFacts } from '../../message/body/facts.ts';
import { charsetOf } from '../../message/body/bodyText.ts';
import type { Part } from '../../message/part.ts';
import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { setCharset } from '../support/mimeFixes.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';
import { hasKnownOctets, textFacts } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/iso8859-c1',
  scope: 'body',
  severity: 'hint',
  profiles: { strict: 'warning' },
  references: [rfc(2046, '4.1.2')],
  summary: 'A text declared as ISO-8859-1 has octets from 80 to 9F.',
  why:
    'In ISO-8859-1 these octets are control characters; in windows-1252 they are quotation marks, dashes and the ' +
    'euro sign, which is what the author saw. Readers that take the name literally show nothing or boxes.',
  messages: { controls: 'The text has characters that windows-1252 has and {charset} has not' },
  examples: {
    valid: [
      {
        text: 'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset=«iso-8859-1»\nContent-Transfer-Encoding: quoted-printable\n\n=93caf=E9=94\n',
        fixed:
          'Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n=93caf=E9=94\n',
      },
      {
        text: 'Content-Type: text/plain; charset=«iso-8859-1»\nContent-Transfer-Encoding: 8bit\n\n\x93caf\xe9\x94\n',
        fixed:
          'Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\n\x93caf\xe9\x94\n',
      },
    ],
  },
  check(part, { report }) {
    const { type, field } = part.mediaType;
    const parameter = type === 'text' ? typeParameter(part, 'charset') : undefined;
    const charset = parameter && charsetOf(part, basicDecoding);
    if (!field || charset === undefined || normalizeCharset(charset) !== 'iso-8859-1') return;
    if (!hasC1(part)) return;
    const edit = setCharset(part, 'windows-1252');
    report({
      message: 'controls',
      at: unquotedRange(field, parameter?.valueRange ?? field),
      data: { charset },
      fix: edit && (() => ({ title: 'Declare charset=windows-1252', edits: [edit], safe: false })),
    });
  },
});

/** Octets 80 to 9F that windows-1252 has letters for; in a text of UTF-8 they would be parts of characters. */
function hasC1(part: Part): boolean {
  const known = hasKnownOctets(part);
  if (!known && (bodyFacts(part).nonAscii.length === 0 || bodyFacts(part).beyondLatin1)) return false;
  const { c1, notUtf8 } = textFacts(part);
  return c1 && notUtf8 !== undefined;
}
