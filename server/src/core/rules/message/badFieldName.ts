// Rule message/bad-field-name: a header line without a field name, or with one that has characters it must not have.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isEnvelopeFrom } from '../support/envelopeFrom.ts';
import { isLeftOut } from '../support/leftOut.ts';

export default defineRule({
  id: 'message/bad-field-name',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '2.2')],
  summary: 'A line of the header has no field name, or the name has a character outside printable ASCII.',
  why:
    'A field name is printable ASCII without spaces and colons, and a colon follows it. Many programs take any other ' +
    'line for the end of the header and show the rest of it as text.',
  messages: {
    character: 'The character “{character}” must not stand in a field name',
    empty: 'The name in front of the colon is missing',
    none: 'This line of the header is no field: it has no name with a colon behind it',
  },
  examples: {
    valid: [{ text: 'X-Tag_1!: value\n' }],
    invalid: [
      { text: 'X-Gr«ö»ße: 3\n' },
      { text: 'Subject: Hello\n«: nothing»\nFrom: ann@example.com\n', messages: ['empty'] },
      { text: 'Subject: Hello\n«what is this»\nFrom: ann@example.com\n', messages: ['none'] },
    ],
  },
  check(part, { report }) {
    const { fields, lines } = part.header;
    for (const field of fields) {
      const match = OUTSIDE.exec(field.name);
      if (!match) continue;
      const from = field.nameFrom + match.index;
      report({
        message: 'character',
        at: { from, to: from + match[0].length },
        data: { character: match[0] },
      });
    }
    for (const { kind, from } of lines) {
      const line = kind === 'junk' ? part.lens.lineAt(from) : undefined;
      if (!line) continue;
      const at = { from: line.content, to: line.contentTo };
      const text = part.lens.snapshot.slice(at.from, at.to);
      if (isEnvelopeFrom(text) || isLeftOut(part, from)) continue;
      report({ message: text.startsWith(':') ? 'empty' : 'none', at });
    }
  },
});

const OUTSIDE = /[^\x21-\x39\x3b-\x7e]/u;
