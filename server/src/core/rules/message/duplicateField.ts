// Rule message/duplicate-field: a field that may occur once stands twice.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { placeOf } from '../subjects.ts';

export default defineRule({
  id: 'message/duplicate-field',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '3.6')],
  summary: 'A field that may occur only once stands in the header again.',
  why:
    'Programs disagree about which of two fields counts: a filter may check the first From and a reader show the ' +
    'second, which is how signed mail is made to show a forged author. Large receivers refuse messages with ' +
    'repeated fields.',
  messages: {
    duplicate: '{field} may occur only once and stands here again',
    first: 'The first {field} field',
  },
  examples: {
    valid: [
      { text: 'Received: from a by b; Fri, 6 Dec 2024 10:30:00 +0100\nReceived: from b by c; Fri, 6 Dec 2024 10:30:01 +0100\n' },
      { text: 'X-Tag: one\nX-Tag: two\nComments: one\nComments: two\n' },
    ],
    invalid: [
      {
        text: 'From: ann@example.com\nSubject: One\n«Subject»: Two\n',
        messages: ['duplicate'],
      },
      {
        text: 'To: ann@example.com\n«To»: ann@example.com\n',
        messages: ['duplicate'],
        fixed: 'To: ann@example.com\n',
      },
    ],
  },
  check(part, { report }) {
    const place = placeOf(part);
    const firsts = new Map<string, (typeof part.header.fields)[number]>();
    for (const field of part.header.fields) {
      const row = field.definition;
      if (row?.count !== 'one' || !row.places.includes(place)) continue;
      const first = firsts.get(field.key);
      if (!first) {
        firsts.set(field.key, field);
        continue;
      }
      const same = field.value === first.value;
      report({
        message: 'duplicate',
        at: { from: field.nameFrom, to: field.nameTo },
        data: { field: row.name },
        related: [{ at: { from: first.nameFrom, to: first.nameTo }, message: 'first', data: { field: row.name } }],
        // Two different values have no one right answer; a copy can go.
        fix: same
          ? () => ({
              title: `Delete the second ${row.name} field`,
              edits: [{ from: field.from, to: field.to, insert: '' }],
              safe: true,
            })
          : undefined,
      });
    }
  },
});
