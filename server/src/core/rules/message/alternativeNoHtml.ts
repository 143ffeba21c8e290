// Rule message/alternative-no-html: a multipart/alternative with one alternative.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/alternative-no-html',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2046, '5.1.4')],
  summary: 'A multipart/alternative has a single part.',
  why:
    'There is nothing to choose from, so the multipart has no use. Often a filter or a list took out the HTML, or a ' +
    'program lost it.',
  messages: { single: 'There is only one alternative: {type}' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/alternative; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: text/html\n\n<p>Hello\n--b--\n',
      },
    ],
    invalid: [{ text: 'Content-Type: «multipart/alternative»; boundary=b\n\n--b\n\nHello\n--b--\n' }],
  },
  wantsEnd: true,
  check(part, { report }) {
    const [only, second] = part.children;
    if (part.mediaType.name !== 'multipart/alternative' || !only || second) return;
    // HTML without text has a rule of its own.
    const { name } = only.mediaType;
    if (name !== 'text/html') report({ message: 'single', at: typeRange(part), data: { type: name } });
  },
});
