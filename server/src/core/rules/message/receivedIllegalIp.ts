// Rule message/received-illegal-ip: a trace record names an IP address that no host can have.

import { received } from '../../message/views/received.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';
import { addressRange } from '../support/hops.ts';
import { ipKind } from '../support/ipAddress.ts';

export default defineRule({
  id: 'message/received-illegal-ip',
  scope: 'field',
  severity: 'warning',
  profiles: { outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4'), rfc(5321, '4.1.3')],
  summary: 'A trace record names an IP address that no host can have.',
  why:
    'A server writes the address from the connection, so it is always a real one. A number over 255, or an address of a ' +
    'reserved range, means that the record was made up.',
  messages: { illegal: 'No host has the address {ip}' },
  examples: {
    valid: [
      { text: 'Received: from a.example ([192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
    invalid: [
      { text: 'Received: from a.example ([«192.0.2.300»]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
  },
  check({ field }, { report }) {
    const ip = received(field)?.peerIp;
    if (ip !== undefined && ipKind(ip) === 'illegal') {
      report({ message: 'illegal', at: addressRange(field, ip), data: { ip } });
    }
  },
});
