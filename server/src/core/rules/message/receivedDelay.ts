// Rule message/received-delay: a message waited long between two hops.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { duration } from '../support/duration.ts';
import { hopsOf } from '../support/hops.ts';

export default defineRule({
  id: 'message/received-delay',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5321, '4.4'), rfc(5321, '4.5.4.1')],
  summary: 'A message took long from one hop to the next.',
  why: 'It waited in a queue: the next server could not be reached, deferred it (greylisting) or was busy. Here to look for the cause.',
  messages: { delay: 'The message took {span} to this hop', before: 'Here it was before' },
  options: {
    defaults: { minutes: 60 },
    description: { minutes: 'From how many minutes on a delay is reported.' },
  },
  examples: {
    valid: [
      {
        text:
          'Received: from b.example by c.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      {
        text:
          'Received: from b.example by c.example; «Fri, 6 Dec 2024 12:30:05 +0100»\n' +
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['delay'],
      },
    ],
  },
  check(part, { report, options }) {
    const dates = hopsOf(part).flatMap(({ view: { date } }) => (date?.zoneKnown === true ? [date] : []));
    for (const [index, date] of dates.entries()) {
      const before = dates[index + 1];
      if (!before || date.epochMs - before.epochMs < options.minutes * 60_000) continue;
      report({
        message: 'delay',
        at: { from: date.from, to: date.to },
        data: { span: duration(date.epochMs - before.epochMs) },
        related: [{ at: { from: before.from, to: before.to }, message: 'before' }],
      });
    }
  },
});
