// Rule message/received-loop: a message went through a hundred hops.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/received-loop',
  scope: 'headerBlock',
  severity: 'warning',
  references: [rfc(5321, '6.3')],
  summary: 'A message has more than 100 Received fields.',
  why: 'Servers count these fields to stop loops, and most refuse a message with a hundred of them. Two systems forward to each other.',
  messages: { loop: 'The message has {count} trace records: it went in a loop' },
  options: { defaults: { records: 100 }, description: { records: 'How many records a message may have.' } },
  examples: {
    valid: [{ text: 'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n' }],
    invalid: [
      {
        text: 'Received: by b.example; 6 Dec 2024 10:30:00 +0100\n«Received»: by a.example; 6 Dec 2024 10:30:00 +0100\n',
        options: { records: 1 },
      },
    ],
  },
  check(part, { report, options }) {
    if (part.role !== 'message') return;
    const records = part.header.fields.filter(({ key }) => key === 'received');
    const last = records[options.records];
    if (last) report({ message: 'loop', at: nameRange(last), data: { count: records.length } });
  },
});
