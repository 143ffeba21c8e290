// Rule message/received-clause-order: the clauses of a trace record in another order, or one of them twice.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/received-clause-order',
  scope: 'field',
  // Much used servers write it so, and everybody reads it.
  severity: 'off',
  profiles: { strict: 'warning', receive: 'hint', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4')],
  summary: 'A clause of a Received field stands behind one it must precede, or stands twice.',
  why:
    'The order is from, by, via, with, id, for. Tools that read the record by a fixed pattern miss what stands elsewhere, ' +
    'and of two equal clauses each takes another one.',
  messages: {
    order: '“{detail}” stands behind a clause it must precede',
    repeated: '“{detail}” stands in this record already',
  },
  examples: {
    valid: [
      { text: 'Received: from a.example by b.example with SMTP id 1; Fri, 6 Dec 2024 10:30:00 +0100\n' },
    ],
    invalid: [
      {
        text: 'Received: by b.example «from» a.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['order'],
      },
      {
        text: 'Received: by b.example «by» c.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['repeated'],
      },
    ],
  },
  faults: { 'received-clause-order': 'order', 'received-clause-repeated': 'repeated' },
});
