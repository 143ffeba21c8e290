// Rule message/msgid-not-fqdn: a Message-ID whose right side is no full domain name.

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/msgid-not-fqdn',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', receive: 'info' },
  fields: ['message-id'],
  references: [rfc(5322, '3.6.4')],
  summary: 'The right side of a Message-ID is no full domain name.',
  why:
    'A domain of its own is how a program makes sure that nobody else makes the same identifier. “localhost” or the name ' +
    'of a laptop does not, and spam filters count it.',
  messages: { name: 'The right side “{text}” is no full domain name' },
  examples: {
    valid: [{ text: 'Message-ID: <1@mail.example.com>\n' }, { text: 'Message-ID: <1@[192.0.2.1]>\n' }],
    invalid: [{ text: 'Message-ID: <1@«localhost»>\n' }],
  },
  check({ field }, { report }) {
    const [first] = messageIds(field);
    if (!first?.right) return;
    const right = first.id.slice(first.id.lastIndexOf('@') + 1);
    // An IP address is another rule's.
    if (right.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(right)) return;
    if (
      !/^[^.]+(?:\.[^.]+)*\.(?:[a-z][a-z0-9-]*[a-z0-9]|[^\0-\x7f]+)$/i.test(right) ||
      /\.(?:localdomain|local|lan|internal)$/i.test(right)
    ) {
      report({
        message: 'name',
        at: { from: first.right.from, to: first.right.to },
        data: { text: quoted(right) },
      });
    }
  },
});
