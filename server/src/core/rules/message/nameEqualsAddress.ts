// Rule message/name-equals-address: a display name that repeats the address.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedName } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/name-equals-address',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'hint', outgoing: 'hint' },
  fields: ['from', 'sender', 'reply-to'],
  references: [rfc(5322, '3.4')],
  summary: 'A display name is the address itself.',
  why: 'The name says nothing that the address does not. Programs without address book write it; so do bulk mailers.',
  messages: { same: 'The name repeats the address' },
  examples: {
    valid: [{ text: 'From: Ann <ann@example.com>\n' }],
    invalid: [{ text: 'From: «"ann@example.com"» <Ann@example.com>\n' }],
  },
  check({ field }, { report }) {
    for (const mailbox of fieldMailboxes(field).slice(0, 1)) {
      const name = decodedName(mailbox, basicDecoding)?.trim().toLowerCase();
      if (mailbox.displayName && name === mailbox.address.toLowerCase()) {
        report({ message: 'same', at: mailbox.displayName });
      }
    }
  },
});
