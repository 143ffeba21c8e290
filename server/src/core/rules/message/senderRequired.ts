// Rule message/sender-required: several authors and no Sender.

import { mailboxes } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/sender-required',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '3.6.2')],
  summary: 'From has several mailboxes, and no Sender field says who sent the message.',
  why:
    'With more than one author the message must say which mailbox handed it in. Without it a server cannot tell ' +
    'where a report about the message belongs, and receivers that check it refuse the message.',
  messages: {
    missing: 'From names {count} mailboxes, so a Sender field must say who sent the message',
    resent: 'Resent-From names {count} mailboxes, so a Resent-Sender field must say who resent the message',
  },
  examples: {
    valid: [
      { text: 'From: ann@example.com, bob@example.com\nSender: ann@example.com\n\n' },
      { text: 'From: ann@example.com\n\n' },
    ],
    invalid: [{ text: 'From: «ann@example.com, Bob <bob@example.com>»\n\n' }],
  },
  check(part, { report }) {
    if (part.role !== 'message') return;
    for (const [from, sender, message] of FIELDS) {
      const field = part.field(from);
      if (!field || part.field(sender)) continue;
      const real = mailboxes(field).filter(({ local, host }) => local !== '' && host !== '');
      if (real.length < 2) continue;
      report({ message, at: valueRange(field), data: { count: real.length } });
    }
  },
});

const FIELDS = [
  ['from', 'sender', 'missing'],
  ['resent-from', 'resent-sender', 'resent'],
] as const;
