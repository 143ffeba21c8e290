// Rule message/depth: parts within parts within parts.

import { walkParts } from '../../message/part.ts';
import { page, rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/depth',
  scope: 'message',
  severity: 'warning',
  references: [
    rfc(2046, '5.1.2'),
    page('Postfix, mime_nesting_limit', 'https://www.postfix.org/postconf.5.html#mime_nesting_limit'),
  ],
  summary: 'The parts of a message are nested deeper than servers and readers follow.',
  why:
    'Every program stops at some depth, each at another one, and what is deeper is not scanned. People do not nest ' +
    'mail so deep; loops between mailing programs do, and attacks.',
  messages: { deep: 'Parts are nested more than {limit} levels deep' },
  options: { defaults: { limit: 100 }, description: { limit: 'How many levels are taken as usual.' } },
  examples: {
    valid: [{ text: 'Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: a\n\n' }],
    invalid: [
      {
        text: 'Content-Type: message/rfc822\n\nContent-Type: «message/rfc822»\n\nContent-Type: message/rfc822\n\n\n',
        options: { limit: 1 },
      },
    ],
  },
  check(message, { report, options: { limit } }) {
    if (message.parent) return;
    const depths = new Map([[message, 0]]);
    for (const part of walkParts(message)) {
      const depth = (part.parent ? (depths.get(part.parent) ?? 0) : -1) + 1;
      depths.set(part, depth);
      if (depth !== limit || part.children.length === 0) continue;
      report({ message: 'deep', at: typeRange(part), data: { limit } });
      return;
    }
  },
});
