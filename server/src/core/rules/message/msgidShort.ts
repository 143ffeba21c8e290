// Rule message/msgid-short: a Message-ID too short to be unique.

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/msgid-short',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'info' },
  fields: ['message-id'],
  references: [rfc(5322, '3.6.4')],
  summary: 'The left side of a Message-ID has fewer than five characters.',
  why:
    'An identifier is unique in the world. With so few characters the next message soon has the same, and programs that ' +
    'drop duplicates drop one of them.',
  messages: { short: '“{text}” is too short to be unique' },
  examples: {
    valid: [{ text: 'Message-ID: <20241206.1030@example.com>\n' }],
    invalid: [{ text: 'Message-ID: <«1»@example.com>\n' }],
  },
  check({ field }, { report }) {
    const [first] = messageIds(field);
    const text = first?.id.slice(0, Math.max(0, first.id.lastIndexOf('@'))) ?? '';
    if (first?.left && first.right && text.length < 5) {
      report({ message: 'short', at: { from: first.left.from, to: first.left.to }, data: { text } });
    }
  },
});
