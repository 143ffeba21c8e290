// Rule message/alternative-order: plain text behind HTML in a multipart/alternative.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/alternative-order',
  scope: 'part',
  severity: 'warning',
  references: [rfc(2046, '5.1.4')],
  summary: 'In a multipart/alternative the plain text stands behind the HTML.',
  why:
    'The alternatives go from the plainest to the richest, and a reader shows the last one it can. So it shows the ' +
    'plain text, and nobody sees the HTML.',
  messages: {
    order: 'The plain text stands last, so that readers show it instead of the HTML',
    html: 'The HTML',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/alternative; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: text/html\n\n<p>Hello\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello\n--b\nContent-Type: «text/plain»\n\nHello\n--b--\n',
        messages: ['order'],
      },
    ],
  },
  check(part, { report }) {
    if (part.mediaType.name !== 'multipart/alternative') return;
    const html = part.children.findIndex(({ mediaType }) => mediaType.name === 'text/html');
    const plain = part.children.findLastIndex(({ mediaType }) => mediaType.name === 'text/plain');
    const first = part.children[html];
    const last = part.children[plain];
    // A second text of each kind is not for this rule.
    if (
      !first ||
      !last ||
      plain < html ||
      part.children.findIndex(({ mediaType }) => mediaType.name === 'text/plain') < html
    ) {
      return;
    }
    report({ message: 'order', at: typeRange(last), related: [{ at: typeRange(first), message: 'html' }] });
  },
});
