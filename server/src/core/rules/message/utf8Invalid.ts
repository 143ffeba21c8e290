// Rule message/utf8-invalid: a text declared as UTF-8 holds octets that are none.

import { charsetOf } from '../../message/body/bodyText.ts';
import type { Part } from '../../message/part.ts';
import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule } from '../rule.ts';
import { ownBody } from '../support/ownBody.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';
import { firstNotUtf8, textOctets } from '../support/partOctets.ts';

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
    const octets = textOctets(part);
    const bad = octets === undefined ? undefined : firstNotUtf8(octets);
    if (octets === undefined || !bad) return;
    const shown = Array.from(octets.slice(bad.at, bad.at + Math.min(bad.length, MAX_SHOWN)), hex);
    report({
      message: 'octets',
      at: placeOf(part, shown) ?? unquotedRange(field, parameter.valueRange),
      data: { octets: shown.join(' ') },
    });
  },
});

/** Where the octets stand in a quoted-printable body: the first place that has them and is no UTF-8 either. */
function placeOf(part: Part, octets: readonly string[]): TextRange | undefined {
  if (part.transferEncoding !== 'quoted-printable') return undefined;
  const { text, toHost } = ownBody(part);
  ESCAPED.lastIndex = 0;
  for (let run = ESCAPED.exec(text); run; run = ESCAPED.exec(text)) {
    const codes = run[0].replace(SOFT_BREAK, '').slice(1).split('=');
    if (!firstNotUtf8(String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16))))) continue;
    const escape = octets.map((octet) => `=${octet}`).join('');
    const inside = run[0].toUpperCase().indexOf(escape);
    return inside < 0
      ? toHost(run.index, run.index + run[0].length)
      : toHost(run.index + inside, run.index + inside + escape.length);
  }
  return undefined;
}

function hex(octet: string): string {
  return octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}

const MAX_SHOWN = 4;
/** Escapes of octets beyond ASCII that follow each other, across soft line breaks too. */
const ESCAPED = /(?:=[89A-Fa-f][0-9A-Fa-f](?:=[ \t]*(?:\r\n|\r|\n)(?==[89A-Fa-f]))?){1,1000}/g;
const SOFT_BREAK = /=[ \t]*(?:\r\n|\r|\n)/g;
