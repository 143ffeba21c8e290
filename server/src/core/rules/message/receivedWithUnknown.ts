// Rule message/received-with-unknown: a trace record with a protocol nobody registered.

import { received } from '../../message/views/received.ts';
import { withProtocol } from '../../registry/receivedWith.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/received-with-unknown',
  scope: 'field',
  // Delivery programs and gateways write names of their own.
  severity: 'off',
  profiles: { strict: 'warning', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4'), rfc(3848, '1')],
  summary: 'The “with” clause of a Received field names a protocol that is neither registered nor usual.',
  why: 'The registered names tell whether a hop used TLS and a login. Another name tells tools nothing of the kind.',
  messages: { unknown: 'No protocol called “{text}” is registered' },
  examples: {
    valid: [{ text: 'Received: by b.example with ESMTPSA id 1; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
    invalid: [{ text: 'Received: by b.example with «pigeons» id 1; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
  },
  check({ field }, { report }) {
    for (const { name, value, valueRange } of received(field)?.clauses ?? []) {
      // Several words are another rule's.
      if (name !== 'with' || !valueRange || /\s/.test(value)) continue;
      if (!withProtocol(value)) report({ message: 'unknown', at: valueRange, data: { text: quoted(value) } });
    }
  },
});
