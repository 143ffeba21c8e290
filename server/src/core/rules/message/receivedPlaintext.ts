// Rule message/received-plaintext: a hop between two hosts without TLS.

import { rfc } from '../../registry/reference.ts';
import { withProtocol } from '../../registry/receivedWith.ts';
import { defineRule } from '../rule.ts';
import { hopsOf, isTransfer } from '../support/hops.ts';
import { isInside } from '../support/ipAddress.ts';

export default defineRule({
  id: 'message/received-plaintext',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(3848, '1'), rfc(8314, '4.3')],
  summary: 'A message crossed the internet without TLS.',
  why:
    'The name of the protocol tells: ESMTPS is encrypted, SMTP and ESMTP are not. Everybody on the way could read and ' +
    'change the message at this hop.',
  messages: { plain: 'At this hop the message was sent without TLS ({protocol})' },
  examples: {
    valid: [
      {
        text: 'Received: from a.example ([192.0.2.1]) by b.example with ESMTPS id 1; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
      {
        text: 'Received: from a.example ([127.0.0.1]) by b.example with ESMTP id 1; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      {
        text: 'Received: from a.example ([192.0.2.1]) by b.example with «ESMTP» id 1; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
  },
  check(part, { report }) {
    for (const hop of hopsOf(part)) {
      const { view } = hop;
      const protocol = view.clauses.find(({ name }) => name === 'with');
      if (
        !protocol?.valueRange ||
        !isTransfer(hop) ||
        view.tls ||
        view.peerIp === undefined ||
        isInside(view.peerIp)
      ) {
        continue;
      }
      if (withProtocol(protocol.value)?.tls === false) {
        report({ message: 'plain', at: protocol.valueRange, data: { protocol: protocol.value } });
      }
    }
  },
});
