// Rule message/received-once: a message that reached its recipient's server in a single hop.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';
import { hopsOf, isTransfer } from '../support/hops.ts';
import { isInside } from '../support/ipAddress.ts';

export default defineRule({
  id: 'message/received-once',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5321, '4.4')],
  summary: 'A message has one trace record: it came straight from where it was written.',
  why:
    'People send through a server of their provider, which adds a record. A message with one record was handed over by ' +
    'the program that wrote it: a web site, a newsletter service, or an infected computer.',
  messages: { once: 'The message came from {ip} in one hop' },
  examples: {
    valid: [
      {
        text:
          'Received: from b.example ([192.0.2.2]) by c.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Received: from a.example ([192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      { text: '«Received»: from a.example ([192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
  },
  check(part, { report }) {
    const hops = hopsOf(part);
    const [only] = hops;
    const ip = only?.view.peerIp;
    if (!only || hops.length !== 1 || !isTransfer(only) || ip === undefined || isInside(ip)) return;
    report({ message: 'once', at: nameRange(only.field), data: { ip } });
  },
});
