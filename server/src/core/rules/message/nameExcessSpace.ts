// Rule message/name-excess-space: a display name with spaces at its ends or several in a row.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedName } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/name-excess-space',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'hint' },
  fields: ['from', 'sender', 'reply-to'],
  references: [rfc(5322, '3.2.5')],
  summary: 'A display name starts or ends with a space or has several in a row.',
  why: 'Mail programs show it without them, so the name looks like another one. Bulk mailers that fill in a template write it.',
  messages: { space: 'The name has spaces that are not shown' },
  examples: {
    valid: [{ text: 'From: "Ann Lee" <ann@example.com>\n' }],
    invalid: [{ text: 'From: «"Ann  Lee "» <ann@example.com>\n' }],
  },
  check({ field }, { report }) {
    for (const mailbox of fieldMailboxes(field).slice(0, 1)) {
      if (!mailbox.displayName || !/^ | $| {2}/.test(decodedName(mailbox, basicDecoding) ?? '')) continue;
      report({ message: 'space', at: mailbox.displayName });
    }
  },
});
