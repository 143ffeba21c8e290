// Rule message/received-private-ip: a trace record names a private address as its peer.

import { received } from '../../message/views/received.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';
import { addressRange } from '../support/hops.ts';
import { ipKind } from '../support/ipAddress.ts';

export default defineRule({
  id: 'message/received-private-ip',
  scope: 'field',
  severity: 'off',
  profiles: { receive: 'hint' },
  fields: receivedFields,
  references: [rfc(5321, '4.4'), rfc(5321, '7.6')],
  summary: 'A trace record names a private IP address.',
  why:
    'The hop lies inside one network. Where you look for the origin of a message, the next record with a public address ' +
    'counts; and the record tells strangers how the network is built.',
  messages: { local: '{ip} is an address inside a network' },
  examples: {
    valid: [
      { text: 'Received: from a.example ([192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
    invalid: [
      { text: 'Received: from a.example ([«192.168.1.7»]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
  },
  check({ field }, { report }) {
    const ip = received(field)?.peerIp;
    if (ip !== undefined && ipKind(ip) === 'private') {
      report({ message: 'local', at: addressRange(field, ip), data: { ip } });
    }
  },
});
