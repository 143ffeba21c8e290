// Rule message/reply-to-freemail: answers go to a free mailbox, and the message does not come from there.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isFreemail, isListMail } from '../support/domains.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/reply-to-freemail',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'warning' },
  references: [rfc(5322, '3.6.2'), rfc(5322, '5')],
  summary: 'Reply-To names a free mailbox of another domain than From.',
  why:
    'A company’s mail that wants its answers at a free mail service is rarely the company’s. It is the usual shape of ' +
    'invoice fraud and of mail sent from a stolen account.',
  messages: { free: 'The message is from {from}; answers go to the free mailbox {reply}' },
  examples: {
    valid: [
      { text: 'From: ann@gmail.com\nReply-To: ann.lee@gmail.com\n' },
      { text: 'From: ann@example.com\nReply-To: ann@example.org\n' },
    ],
    invalid: [{ text: 'From: Chief <boss@example.com>\nReply-To: «boss.example@gmail.com»\n' }],
  },
  check(part, { report }) {
    const [from, reply] = [part.field('from'), part.field('reply-to')];
    if (part.role !== 'message' || !from || !reply || isListMail(part)) return;
    const author = fieldMailboxes(from)[0]?.host.toLowerCase() ?? '';
    const other = fieldMailboxes(reply)
      .slice(0, MAX)
      .find(({ host }) => isFreemail(host) && host.toLowerCase() !== author);
    if (other?.addrSpec && author !== '') {
      report({ message: 'free', at: other.addrSpec, data: { reply: other.address, from: author } });
    }
  },
});

const MAX = 20;
