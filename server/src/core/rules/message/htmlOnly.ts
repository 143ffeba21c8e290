// Rule message/html-only: a message of nothing but HTML.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isWholeMessage } from '../support/missingField.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/html-only',
  scope: 'part',
  severity: 'off',
  profiles: { receive: 'info', outgoing: 'info' },
  references: [rfc(2046, '5.1.4')],
  summary: 'The whole message is one HTML text, without a plain one beside it.',
  why: 'People without an HTML reader see tags. Much spam is built so, and filters count it a little.',
  messages: { html: 'The message has no plain text beside the HTML' },
  examples: {
    valid: [{ text: 'Content-Type: text/plain\n\nHello\n' }],
    invalid: [{ text: 'MIME-Version: 1.0\nContent-Type: «text/html»\n\n<p>Hello\n' }],
  },
  check(part, { report }) {
    if (part.mediaType.name === 'text/html' && !part.parent && isWholeMessage(part)) {
      report({ message: 'html', at: typeRange(part) });
    }
  },
});
