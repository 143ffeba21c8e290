// Rule message/received-date: a trace record whose date is not written as RFC 5322 wants.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { dateFaults, dateMessages } from '../support/dateFaults.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/received-date',
  scope: 'field',
  // Only the server that wrote it can mend it.
  severity: 'info',
  profiles: { strict: 'error', receive: 'warning', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4'), rfc(5322, '3.3')],
  summary: 'The date of a Received field is not written as RFC 5322 wants.',
  why:
    'Nobody can tell then how long the message stayed at that hop, and filters that compare the dates of the hops ' +
    'give up or guess. Servers write this field, so the server is what needs a repair.',
  messages: dateMessages,
  examples: {
    valid: [{ text: 'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
    invalid: [
      {
        text: 'Received: from a.example by b.example; Fri, 6 Dec 2024 «25»:30:00 +0100\n',
        messages: ['hour'],
      },
    ],
  },
  // A trace record is evidence: nobody but its server changes it (RFC 5321 4.4), so there is no fix.
  faults: dateFaults,
});
