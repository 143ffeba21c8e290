// Rule message/brand-in-name: the author's name has a brand, the address another domain.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedName } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { brandIn } from '../support/brands.ts';
import { isListMail } from '../support/domains.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/brand-in-name',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'warning' },
  references: [rfc(5322, '3.6.2'), rfc(5322, '5')],
  summary: 'The author’s name has a brand that forged mail likes, and the address is of another domain.',
  why:
    'The name is free text and proves nothing. Mail that asks for passwords or money shows a known name there and ' +
    'hopes that nobody looks at the address. A brand may also send through a service under another domain.',
  messages: { brand: 'The name says “{name}”, the address is of {domain}' },
  examples: {
    valid: [
      { text: 'From: PayPal Service <service@mail.paypal.com>\n' },
      { text: 'From: Ann <ann@example.com>\n' },
    ],
    invalid: [{ text: 'From: «"PayPal Service"» <x@evil.example>\n' }],
  },
  check(part, { report }) {
    const from = part.role === 'message' && !isListMail(part) ? part.field('from') : undefined;
    const mailbox = from && fieldMailboxes(from)[0];
    if (!mailbox?.displayName || mailbox.host === '') return;
    const found = brandIn((decodedName(mailbox, basicDecoding) ?? '').slice(0, MAX_NAME));
    if (!found || found.brand.domains.test(mailbox.host)) return;
    report({ message: 'brand', at: mailbox.displayName, data: { name: found.name, domain: mailbox.host } });
  },
});

const MAX_NAME = 500;
