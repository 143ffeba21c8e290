// Rule message/resent-incomplete: resent fields without Resent-Date or Resent-From.

import { resentBlocks } from '../../message/views/resent.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/resent-incomplete',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '3.6.6')],
  summary: 'A block of Resent fields has no Resent-Date or no Resent-From.',
  why:
    'Whoever resends a message puts a block of Resent fields in front of it, and the date and the author of the ' +
    'resending are what makes the block mean something. Without them a reader cannot tell who resent it and when, ' +
    'and some servers refuse it.',
  messages: { incomplete: 'This block of Resent fields has no {missing}' },
  examples: {
    valid: [
      {
        text:
          'Resent-Date: Fri, 6 Dec 2024 10:30:00 +0100\nResent-From: ann@example.com\nResent-To: bob@example.com\n' +
          'Resent-Date: Thu, 5 Dec 2024 10:30:00 +0100\nResent-From: carl@example.com\nFrom: dora@example.com\n\n',
      },
    ],
    invalid: [
      { text: '«Resent-To»: bob@example.com\nResent-From: ann@example.com\nFrom: dora@example.com\n\n' },
      {
        text:
          '«Resent-From»: ann@example.com\nReceived: by b; Fri, 6 Dec 2024 10:30:00 +0100\n' +
          '«Resent-Date»: Fri, 6 Dec 2024 10:30:00 +0100\nFrom: dora@example.com\n\n',
      },
    ],
  },
  check(part, { report }) {
    for (const block of resentBlocks(part)) {
      const keys = new Set(block.map(({ key }) => key));
      const missing = [
        keys.has('resent-date') ? '' : 'Resent-Date',
        keys.has('resent-from') ? '' : 'Resent-From',
      ];
      const [first] = block;
      if (first && missing.some((name) => name !== '')) {
        report({
          message: 'incomplete',
          at: nameRange(first),
          data: { missing: missing.filter((name) => name !== '').join(' and no ') },
        });
      }
    }
  },
});
