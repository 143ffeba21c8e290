// Rule message/reply-to-other-domain: answers go to another domain than the message comes from.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isListMail, relatedDomains } from '../support/domains.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/reply-to-other-domain',
  scope: 'headerBlock',
  // Newsletters and shops have good reasons.
  severity: 'off',
  profiles: { receive: 'hint' },
  references: [rfc(5322, '3.6.2')],
  summary: 'Reply-To names another domain than From.',
  why:
    'An answer goes somewhere else than the reader thinks. That is usual for newsletters and ticket systems, and it is ' +
    'how fraud gets answers to mail with a forged sender.',
  messages: { other: 'Answers go to {reply}, not to {from}' },
  examples: {
    valid: [
      { text: 'From: ann@example.com\nReply-To: help@mail.example.com\n' },
      { text: 'From: ann@example.com\nReply-To: list@example.org\nList-Id: <list.example.org>\n' },
    ],
    invalid: [{ text: 'From: ann@example.com\nReply-To: «ann@example.org»\n' }],
  },
  check(part, { report }) {
    const [from, reply] = [part.field('from'), part.field('reply-to')];
    if (part.role !== 'message' || !from || !reply || isListMail(part)) return;
    const author = fieldMailboxes(from)[0]?.host ?? '';
    const other = fieldMailboxes(reply)
      .slice(0, MAX)
      .find(({ host }) => host !== '' && author !== '' && !relatedDomains(host, author));
    if (other?.addrSpec) {
      report({ message: 'other', at: other.addrSpec, data: { reply: other.host, from: author } });
    }
  },
});

const MAX = 20;
