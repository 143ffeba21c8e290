// Rule message/addr-group-author: a group in From or Sender.

import { addresses } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/addr-group-author',
  scope: 'field',
  severity: 'info',
  profiles: { strict: 'warning', receive: 'warning' },
  fields: ['from', 'sender', 'resent-from', 'resent-sender'],
  references: [rfc(6854, '2.1'), rfc(6854, '3')],
  summary: 'A group stands where the author or sender of a message is named.',
  why:
    'RFC 6854 allows it for special cases, such as mail nobody can answer. Many programs look for one mailbox there: ' +
    'they show no sender, and checks by domain have nothing to check.',
  messages: { group: '{field} names a group; most programs expect an address' },
  examples: {
    valid: [{ text: 'From: Ann <ann@example.com>\nTo: Friends: ben@example.com;\n' }],
    invalid: [{ text: 'From: «Automated System:;»\n' }],
  },
  check({ field }, { report }) {
    const group = addresses(field).find(({ kind }) => kind === 'group');
    if (group) {
      report({ message: 'group', at: { from: group.from, to: group.to }, data: { field: field.name } });
    }
  },
});
