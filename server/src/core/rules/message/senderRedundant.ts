// Rule message/sender-redundant: a Sender that says what From says.

import { mailboxes } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { deletion, nameRange } from '../support/fieldRanges.ts';
import { sameAddress } from '../support/sameAddress.ts';

export default defineRule({
  id: 'message/sender-redundant',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { strict: 'hint' },
  references: [rfc(5322, '3.6.2')],
  summary: 'Sender names the same mailbox as From.',
  why:
    'Sender is for messages that somebody else handed in; where it equals From it should be left out. Some readers ' +
    'show “on behalf of” as soon as the field is there.',
  messages: { redundant: 'Sender is the mailbox of From and can be left out' },
  examples: {
    valid: [{ text: 'From: ann@example.com\nSender: office@example.com\n\n' }],
    invalid: [
      {
        text: 'From: Ann <ann@example.com>\n«Sender»: ann@EXAMPLE.com\n\n',
        fixed: 'From: Ann <ann@example.com>\n\n',
      },
    ],
  },
  check(part, { report }) {
    const from = part.field('from');
    const sender = part.field('sender');
    if (!from || !sender) return;
    const [author, ...others] = mailboxes(from);
    const [agent] = mailboxes(sender);
    if (!author || !agent || others.length > 0 || !sameAddress(author, agent)) return;
    report({
      message: 'redundant',
      at: nameRange(sender),
      fix: () => ({ title: 'Delete the Sender field', edits: [deletion(sender)], safe: false }),
    });
  },
});
