// Rule message/param-2231-differ: filename and filename* say different things.

import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { decodedParameters, parametersOf } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/param-2231-differ',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'warning', strict: 'info' },
  references: [rfc(2231, '4'), rfc(2183, '2.3')],
  summary: 'A parameter stands there plainly and extended, with two values of different file types.',
  why:
    'Readers take one or the other. A scanner that looks at invoice.pdf while the reader saves invoice.exe has ' +
    'looked at the wrong name.',
  messages: { differ: '{name} says “{plain}” here and “{extended}” in {name}*' },
  examples: {
    valid: [{ text: "Content-Disposition: attachment; filename=cafe.pdf; filename*=utf-8''caf%C3%A9.pdf\n" }],
    invalid: [
      {
        text: "Content-Disposition: attachment; filename=«invoice.pdf»; filename*=utf-8''invoice.exe\n",
      },
    ],
  },
  check({ field }, { report }) {
    if (!field.text.includes('*')) return;
    const plain = parametersOf(field).filter(({ section, extended }) => section === undefined && !extended);
    for (const { name, charset, value, sections } of decodedParameters(field, basicDecoding)) {
      const other = plain.find((each) => each.name === name && !sections.includes(each));
      if (!other || (charset !== undefined && !READABLE.has(normalizeCharset(charset)))) continue;
      const encoded = other.value.includes('=?');
      if (encoded || extension(other.value) === extension(value)) continue;
      const data = { name, plain: quoted(other.value), extended: quoted(value) };
      report({ message: 'differ', at: other.valueRange, data });
    }
  },
});

/** Readers without RFC 2231 get a name without accents; what it is called behind the dot stays the same. */
function extension(name: string): string {
  return /\.([^.]*)$/.exec(name.trim().toLowerCase())?.[1] ?? '';
}

const READABLE = new Set(['utf-8', 'us-ascii', 'iso-8859-1']);
