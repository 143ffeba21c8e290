// Rule message/received-time-travel: a hop dated before the one in front of it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { duration } from '../support/duration.ts';
import { hopsOf } from '../support/hops.ts';

export default defineRule({
  id: 'message/received-time-travel',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5321, '4.4')],
  summary: 'A trace record is dated before the hop in front of it.',
  why:
    'One of the two clocks is wrong, or one of the records is forged: below the records of your own servers anybody can ' +
    'write what they like.',
  messages: { back: 'This hop is {span} before the one below it', before: 'The hop before' },
  options: { defaults: { seconds: 60 }, description: { seconds: 'How many seconds clocks may differ.' } },
  examples: {
    valid: [
      {
        text:
          'Received: from b.example by c.example; Fri, 6 Dec 2024 10:30:05 +0100\n' +
          'Received: from a.example by b.example; Fri, 6 Dec 2024 09:30:10 +0000\n',
      },
    ],
    invalid: [
      {
        text:
          'Received: from b.example by c.example; «Fri, 6 Dec 2024 08:30:05 +0100»\n' +
          'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['back'],
      },
    ],
  },
  check(part, { report, options }) {
    const dates = hopsOf(part).flatMap(({ view: { date } }) => (date?.zoneKnown === true ? [date] : []));
    for (const [index, date] of dates.entries()) {
      const before = dates[index + 1];
      if (!before || before.epochMs - date.epochMs <= options.seconds * 1000) continue;
      report({
        message: 'back',
        at: { from: date.from, to: date.to },
        data: { span: duration(before.epochMs - date.epochMs) },
        related: [{ at: { from: before.from, to: before.to }, message: 'before' }],
      });
    }
  },
});
