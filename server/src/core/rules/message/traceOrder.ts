// Rule message/trace-order: trace fields below the fields of the author.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/trace-order',
  scope: 'headerBlock',
  // Some mailboxes and gateways store fields in an order of their own.
  severity: 'off',
  profiles: { strict: 'warning', receive: 'info', outgoing: 'off' },
  references: [rfc(5322, '3.6'), rfc(5322, '3.6.7'), rfc(5321, '4.4')],
  summary: 'A trace field stands below the fields that the author wrote.',
  why:
    'Every server puts its trace fields on top of what it received, so the order of the header tells the way of the ' +
    'message. A Received field below From and Subject was moved, or written by the author to feign a history.',
  messages: {
    below: '{field} stands below {author}; trace fields are kept on top of the header',
    author: 'The first field of the author',
  },
  examples: {
    valid: [
      {
        text: 'Return-Path: <ann@example.com>\nReceived: by b; Fri, 6 Dec 2024 10:30:00 +0100\nFrom: ann@example.com\nTo: bob@example.com\n\n',
      },
    ],
    invalid: [
      {
        text: 'From: ann@example.com\nTo: bob@example.com\n«Received»: by b; Fri, 6 Dec 2024 10:30:00 +0100\n\n',
        messages: ['below'],
      },
    ],
  },
  check(part, { report }) {
    if (part.role !== 'message') return;
    const { fields } = part.header;
    const author = fields.find(({ key }) => AUTHOR.has(key));
    const below = author && fields.find((field) => field.from > author.from && TRACE.has(field.key));
    if (!below) return;
    report({
      message: 'below',
      at: nameRange(below),
      data: { field: below.name, author: author.name },
      related: [{ at: nameRange(author), message: 'author' }],
    });
  },
});

const AUTHOR = new Set(['from', 'to', 'subject', 'date', 'cc', 'reply-to', 'sender']);
const TRACE = new Set(['received', 'return-path']);
