// Rule message/msgid-recipient: a Message-ID with the domain of the recipient.

import { messageIds } from '../../message/views/msgId.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { relatedDomains } from '../support/domains.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/msgid-recipient',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5322, '3.6.4')],
  summary: 'A Message-ID has the domain of the recipient, not of the author.',
  why:
    'A Message-ID is made by whoever writes the message. One with the recipient’s domain was added on arrival, because ' +
    'the sender wrote none, or was made up to look trusted.',
  messages: {
    recipient: 'The identifier is of {domain}, where the message goes, not of where it comes from',
  },
  examples: {
    valid: [
      { text: 'From: ann@example.com\nTo: ben@example.org\nMessage-ID: <1@example.com>\n' },
      { text: 'From: ann@example.com\nTo: ben@example.com\nMessage-ID: <1@example.com>\n' },
    ],
    invalid: [{ text: 'From: ann@example.com\nTo: ben@example.org\nMessage-ID: <1@«example.org»>\n' }],
  },
  check(part, { report }) {
    const [id, from, to] = [part.field('message-id'), part.field('from'), part.field('to')];
    if (part.role !== 'message' || !id || !from || !to) return;
    const [first] = messageIds(id);
    const domain = first?.id.slice(first.id.lastIndexOf('@') + 1).toLowerCase() ?? '';
    const author = fieldMailboxes(from)[0]?.host ?? '';
    if (!first?.right || author === '' || relatedDomains(author, domain)) return;
    if (
      fieldMailboxes(to)
        .slice(0, MAX)
        .some(({ host }) => host.toLowerCase() === domain)
    ) {
      report({ message: 'recipient', at: { from: first.right.from, to: first.right.to }, data: { domain } });
    }
  },
});

const MAX = 100;
