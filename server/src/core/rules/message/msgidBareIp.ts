// Rule message/msgid-bare-ip: a Message-ID whose right side is an IP address.

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/msgid-bare-ip',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'info' },
  fields: ['message-id'],
  references: [rfc(5322, '3.6.4'), rfc(5321, '4.1.3')],
  summary: 'The right side of a Message-ID is an IP address without brackets.',
  why:
    'An address literal has brackets, and RFC 5322 recommends a domain. A program that knows only the address of its ' +
    'machine is rarely a mail program; filters count it.',
  messages: { ip: 'The identifier is of the machine {text}, not of a domain' },
  examples: {
    valid: [{ text: 'Message-ID: <1@[192.0.2.1]>\n' }, { text: 'Message-ID: <1@example.com>\n' }],
    invalid: [{ text: 'Message-ID: <1@«192.0.2.1»>\n' }],
  },
  check({ field }, { report }) {
    const [first] = messageIds(field);
    const right = first?.id.slice(first.id.lastIndexOf('@') + 1) ?? '';
    if (first?.right && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(right)) {
      report({ message: 'ip', at: { from: first.right.from, to: first.right.to }, data: { text: right } });
    }
  },
});
