// Rule message/missing-date: a message without a Date field.

import { dateText } from '../../message/newValues.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addField } from '../support/mimeFixes.ts';
import { missingField } from '../support/missingField.ts';

export default defineRule({
  id: 'message/missing-date',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '3.6')],
  summary: 'A message has no Date field.',
  why:
    'Date and From are the two fields every message must have. Without a date, readers sort the message by when it ' +
    'arrived or put it at the end of the list, some servers add a date of their own, and spam filters count it ' +
    'against the sender.',
  messages: { missing: 'The message has no Date field' },
  examples: {
    valid: [
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100\nFrom: ann@example.com\n\nHello\n' },
      { text: 'Resent-Date: Fri, 6 Dec 2024 10:30:00 +0100\nDate: Thu, 5 Dec 2024 08:00:00 +0000\n\n' },
    ],
    invalid: [{ text: '«From»: ann@example.com\nSubject: No date\n\nHello\n' }],
  },
  check(part, { report }) {
    missingField(part, 'date', (at) => {
      report({
        message: 'missing',
        at,
        // The author's own value may be another: never added without being asked for.
        fix: (ports) => {
          const edit = ports && addField(part, `Date: ${dateText(ports.now(), ports.zoneMinutes())}`);
          return edit && { title: 'Add a Date field', edits: [edit], safe: false };
        },
      });
    });
  },
});
