// Rule message/date-past: the date of a message lies days before its first trace record.

import { dateTime } from '../../message/views/dateTime.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { duration } from '../support/duration.ts';
import { firstArrival } from '../support/hops.ts';

export default defineRule({
  id: 'message/date-past',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'warning' },
  references: [rfc(5322, '3.6.1'), rfc(5321, '4.4')],
  summary: 'The date of a message lies days before the time at which the first server took it.',
  why:
    'The message waited long before it was sent, the sender’s clock is wrong, or an old message is sent again. Readers ' +
    'who sort by date find it far down, or not at all.',
  messages: {
    past: 'The first server took the message {span} after its date',
    arrival: 'The record of the first server',
  },
  options: {
    defaults: { days: 4 },
    description: { days: 'How many days may pass between the date and the first record.' },
  },
  examples: {
    valid: [
      {
        text:
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Date: Thu, 5 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      {
        text:
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Date: «Fri, 1 Nov 2024 10:30:00 +0100»\n',
        messages: ['past'],
      },
    ],
  },
  check(part, { report, options }) {
    const field = part.role === 'message' ? part.field('date') : undefined;
    const date = field && dateTime(field);
    const first = firstArrival(part);
    if (!date?.zoneKnown || !first || first.epochMs - date.epochMs <= options.days * DAY) return;
    report({
      message: 'past',
      at: { from: date.from, to: date.to },
      data: { span: duration(first.epochMs - date.epochMs) },
      related: [{ at: { from: first.from, to: first.to }, message: 'arrival' }],
    });
  },
});

const DAY = 86_400_000;
