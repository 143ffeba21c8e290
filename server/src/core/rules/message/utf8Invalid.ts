// Rule message/utf8-invalid: a text declared as UTF-8 holds octets that are none.

import { charsetOf } from '../../message/body/bodyText.ts';
import type { Part } from '../../message/part.ts';
import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule } from '../rule.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';
import { hasKnownOctets, textFacts } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/utf8-invalid',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(3629, '3'), rfc(3629, '4')],
  summary: 'An encoded text is declared as UTF-8, and what it decodes to is not.',
  why:
    'Readers show a replacement character for each wrong octet. Mostly the text is in another charset, such as ' +
    'windows-1252, or a character was cut in two.',
  messages: { octets: 'The octets {octets} are not UTF-8' },
  examples: {
    valid: [
      {
        text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\ncaf=C3=\n=A9 and more\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\ncaf«=E9» au lait\n',
      },
      {
        text: 'Content-Type: text/plain; charset=«utf-8»\nContent-Transfer-Encoding: base64\n\nY2Fm6SBhdSBsYWl0\n',
      },
    ],
  },
  check(part, { report }) {
    const { type, field } = part.mediaType;
    const parameter = type === 'text' ? typeParameter(part, 'charset') : undefined;
    if (!field || !parameter || normalizeCharset(charsetOf(part, basicDecoding) ?? '') !== 'utf-8') return;
    const bad = hasKnownOctets(part) ? textFacts(part).notUtf8 : undefined;
    if (!bad) return;
    const shown = Array.from(bad.octets, hex);
    report({
      message: 'octets',
      at: placeOf(part, bad.at) ?? unquotedRange(field, parameter.valueRange),
      data: { octets: shown.join(' ') },
    });
  },
});

/** The escapes of octets at a place of a quoted-printable body, at most four. */
function placeOf({ transferEncoding, lens: { snapshot } }: Part, at: number): TextRange | undefined {
  if (transferEncoding !== 'quoted-printable') return undefined;
  const escapes = ESCAPED.exec(snapshot.slice(at, at + MAX_ESCAPES))?.[0] ?? '';
  return { from: at, to: at + escapes.length };
}

function hex(octet: string): string {
  return octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}

/** Four escapes of octets beyond ASCII. */
const MAX_ESCAPES = 12;
const ESCAPED = /^(?:=[89A-Fa-f][0-9A-Fa-f])+/;
