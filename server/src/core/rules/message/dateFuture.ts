// Rule message/date-future: the date of a message lies behind its first trace record.

import { dateTime } from '../../message/views/dateTime.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { duration } from '../support/duration.ts';
import { firstArrival } from '../support/hops.ts';

export default defineRule({
  id: 'message/date-future',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'warning' },
  references: [rfc(5322, '3.6.1'), rfc(5321, '4.4')],
  summary: 'The date of a message lies hours behind the time at which the first server took it.',
  why:
    'A message cannot arrive before it was written. The clock or the zone of the sender is wrong, or the date is forged ' +
    'so that the message stays at the top of the list.',
  messages: {
    future: 'The date is {span} later than the arrival at the first server',
    arrival: 'The first server’s record',
  },
  options: {
    defaults: { hours: 14 },
    description: { hours: 'How many hours the date may lie ahead. Wrong zones account for up to 14.' },
  },
  examples: {
    valid: [
      {
        text:
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Date: Fri, 6 Dec 2024 10:32:00 +0100\n',
      },
    ],
    invalid: [
      {
        text:
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Date: «Sun, 8 Dec 2024 10:32:00 +0100»\n',
        messages: ['future'],
      },
    ],
  },
  check(part, { report, options }) {
    const field = part.role === 'message' ? part.field('date') : undefined;
    const date = field && dateTime(field);
    const first = firstArrival(part);
    if (!date?.zoneKnown || !first || date.epochMs - first.epochMs <= options.hours * HOUR) return;
    report({
      message: 'future',
      at: { from: date.from, to: date.to },
      data: { span: duration(date.epochMs - first.epochMs) },
      related: [{ at: { from: first.from, to: first.to }, message: 'arrival' }],
    });
  },
});

const HOUR = 3_600_000;
