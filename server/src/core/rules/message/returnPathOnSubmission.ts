// Rule message/return-path-on-submission: a Return-Path in a message that has not travelled yet.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { deletion, nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/return-path-on-submission',
  scope: 'headerBlock',
  severity: 'info',
  profiles: { strict: 'warning' },
  references: [rfc(5321, '4.4'), rfc(5322, '3.6.7')],
  summary: 'A message has a Return-Path field and no Received field.',
  why:
    'The server that delivers a message writes Return-Path from the envelope. An author’s program that writes it ' +
    'changes nothing: the address of MAIL FROM counts. What it wrote is dropped, or stands there as a second one and ' +
    'looks forged.',
  messages: { submission: 'Return-Path is written at delivery, and this message has not been delivered' },
  examples: {
    valid: [
      {
        text: 'Return-Path: <ann@example.com>\nReceived: by b; Fri, 6 Dec 2024 10:30:00 +0100\nFrom: ann@example.com\n\n',
      },
    ],
    invalid: [
      {
        text: '«Return-Path»: <ann@example.com>\nFrom: ann@example.com\n\n',
        fixed: 'From: ann@example.com\n\n',
      },
    ],
  },
  check(part, { report }) {
    const field = part.role === 'message' && !part.parent ? part.field('return-path') : undefined;
    // Local delivery leaves other traces.
    if (!field || part.header.fields.some(({ key }) => DELIVERED.has(key))) return;
    report({
      message: 'submission',
      at: nameRange(field),
      fix: () => ({ title: 'Delete the Return-Path field', edits: [deletion(field)], safe: false }),
    });
  },
});

const DELIVERED = new Set([
  'received',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'delivery-date',
  'status',
  'x-uid',
]);
