// Rule message/html-meta-charset-differs: a page names another charset than its Content-Type.

import { charsetOf } from '../../message/body/bodyText.ts';
import { basicDecoding } from '../../message/charsets.ts';
import { charset as knownCharset } from '../../registry/charsets.ts';
import { page } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter, unquotedRange } from '../support/mimeRanges.ts';
import { textStart } from '../support/textFacts.ts';

export default defineRule({
  id: 'message/html-meta-charset-differs',
  scope: 'body',
  severity: 'hint',
  references: [
    page('HTML, character encoding', 'https://html.spec.whatwg.org/multipage/semantics.html#charset'),
  ],
  summary: 'The <meta> of an HTML part names another charset than its Content-Type.',
  why:
    'The field counts for mail programs. A page that is saved, or shown by a browser without its header, is read by ' +
    'its <meta>, and then in the wrong charset.',
  messages: { differs: 'Content-Type says {declared}, and the page itself says {meta}' },
  examples: {
    valid: [
      {
        text: 'Content-Type: text/html; charset=iso-8859-1\n\n<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: text/html; charset=«utf-8»\n\n<html><head><meta charset="big5"></head>\n',
      },
    ],
  },
  check(part, { report }) {
    const { name, field } = part.mediaType;
    const parameter = name === 'text/html' ? typeParameter(part, 'charset') : undefined;
    const declared = parameter && charsetOf(part, basicDecoding);
    if (!field || declared === undefined) return;
    const meta = META.exec(textStart(part, HEAD))?.[1];
    if (meta === undefined || same(meta, declared)) return;
    report({
      message: 'differs',
      at: unquotedRange(field, parameter?.valueRange ?? field),
      data: { declared: quoted(declared), meta: quoted(meta) },
    });
  },
});

/** What one decoder reads counts as the same; a page of plain ASCII may name anything. */
function same(a: string, b: string): boolean {
  const one = knownCharset(a.toLowerCase());
  const other = knownCharset(b.toLowerCase());
  if (!one || !other) return a.toLowerCase() === b.toLowerCase();
  return one.name === other.name || (one.decoder !== undefined && one.decoder === other.decoder);
}

const META = /<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i;
const HEAD = 4096;
