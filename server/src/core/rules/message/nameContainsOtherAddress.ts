// Rule message/name-contains-other-address: the author's name shows an address of another domain.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedName } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isListMail, relatedDomains } from '../support/domains.ts';
import { quoted } from '../support/faultReports.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/name-contains-other-address',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'warning', outgoing: 'warning' },
  references: [rfc(5322, '3.6.2'), rfc(5322, '5')],
  summary: 'The name of the author shows an address of another domain than the real one.',
  why:
    'Many mail programs show the name and hide the address, so the reader takes the one in the name for the sender. ' +
    'Forged mail does this; mailing lists and ticket systems sometimes do it in good faith.',
  messages: { other: 'The name shows {shown}, the message is from {address}' },
  examples: {
    valid: [
      { text: 'From: "Ann (ann@mail.example.com)" <ann@example.com>\n' },
      { text: 'From: "ann@example.org via List" <list@example.com>\nList-Id: <list.example.com>\n' },
    ],
    invalid: [{ text: 'From: «"security@bank.example"» <x@evil.example.net>\n' }],
  },
  check(part, { report }) {
    const from = part.role === 'message' && !isListMail(part) ? part.field('from') : undefined;
    const mailbox = from && fieldMailboxes(from)[0];
    if (!mailbox?.displayName || mailbox.host === '') return;
    const match = ADDRESS.exec((decodedName(mailbox, basicDecoding) ?? '').slice(0, MAX_NAME));
    const [shown = '', domain = ''] = match ?? [];
    if (!match || relatedDomains(domain, mailbox.host)) return;
    report({
      message: 'other',
      at: mailbox.displayName,
      data: { shown: quoted(shown), address: quoted(mailbox.address) },
    });
  },
});

const MAX_NAME = 500;
const ADDRESS = /[\w.+-]{1,64}@([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})/i;
