// Rule message/charset-missing: a text with characters beyond ASCII that names no charset.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { setCharset } from '../support/mimeFixes.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';
import { isBeyondAscii, isUtf8, textStart } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/charset-missing',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '4.1.2'), rfc(6657, '4')],
  summary: 'A text has characters beyond ASCII, and its Content-Type names no charset.',
  why: 'Without a name the charset is US-ASCII, which has none of these characters. Readers guess, each another one.',
  messages: { missing: 'The text is not ASCII, and no charset is named for it' },
  examples: {
    valid: [
      { text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\ncafé\n' },
      { text: 'Content-Type: text/plain\n\nplain\n' },
      {
        text: 'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<meta charset=3D"utf-8">caf=C3=A9\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: «text/plain»\nContent-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n',
        fixed:
          'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n',
      },
      { text: 'Content-Type: «text/plain»\nContent-Transfer-Encoding: 8bit\n\ncafé\n' },
      { text: '«Subject»: a\n\nlabutě\n' },
    ],
  },
  check(part, { report }) {
    const { name } = part.mediaType;
    if (!TYPES.has(name) || part.role === 'fields' || typeParameter(part, 'charset')) return;
    if (!isBeyondAscii(part)) return;
    // A page may name its charset itself.
    if (name === 'text/html' && /<meta[^>]{0,200}charset/i.test(textStart(part, HEAD))) {
      return;
    }
    const edit = isUtf8(part) ? setCharset(part, 'utf-8') : undefined;
    report({
      message: 'missing',
      at: typeRange(part),
      fix: edit && (() => ({ title: 'Declare charset=utf-8', edits: [edit], safe: true })),
    });
  },
});

/** Other types of text say in their own way what their charset is (RFC 6657 3). */
const TYPES = new Set(['text/plain', 'text/html', 'text/enriched', 'text/richtext']);
const HEAD = 4096;
