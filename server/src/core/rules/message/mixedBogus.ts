// Rule message/mixed-bogus: a multipart/mixed with one text and nothing else.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/mixed-bogus',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2046, '5.1.3')],
  summary: 'A multipart/mixed has a single text and nothing to mix it with.',
  why:
    'It is allowed and does no harm. Programs that always write a multipart do it, among them many of spammers, and ' +
    'it is also what is left where an attachment was taken out.',
  messages: { single: 'The only part is a text: nothing is mixed here' },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: image/png\n\n--b--\n',
      },
    ],
    invalid: [{ text: 'Content-Type: «multipart/mixed»; boundary=b\n\n--b\n\nHello\n--b--\n' }],
  },
  wantsEnd: true,
  check(part, { report }) {
    const [only, second] = part.children;
    if (part.mediaType.name !== 'multipart/mixed' || !only || second) return;
    const { name } = only.mediaType;
    const text = (name === 'text/plain' || name === 'text/html') && !only.field('content-disposition');
    if (text) report({ message: 'single', at: typeRange(part) });
  },
});
