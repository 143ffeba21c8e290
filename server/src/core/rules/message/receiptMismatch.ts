// Rule message/receipt-mismatch: a receipt that is to go to somebody else.

import { mailboxes } from '../../message/views/addresses.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';
import { sameAddress } from '../support/sameAddress.ts';

export default defineRule({
  id: 'message/receipt-mismatch',
  scope: 'headerBlock',
  severity: 'hint',
  profiles: { strict: 'info', receive: 'warning' },
  references: [rfc(8098, '2.1')],
  summary: 'The receipt is to go to another address than the one the message came from.',
  why:
    'Where Disposition-Notification-To differs from Return-Path, a reader must not send the receipt by itself and has ' +
    'to ask. It is also a way to learn of readers behind somebody else’s name.',
  messages: {
    mismatch: 'The receipt would go to {address}, which is not the address in {other}',
    other: 'The address the message came from',
  },
  examples: {
    valid: [
      {
        text: 'Return-Path: <ann@example.com>\nFrom: Ann <a@example.com>\nDisposition-Notification-To: Ann <ann@example.com>\n\n',
      },
      { text: 'From: Ann <ann@example.com>\nDisposition-Notification-To: ann@Example.com\n\n' },
    ],
    invalid: [
      {
        text: 'Return-Path: <ann@example.com>\nDisposition-Notification-To: «spy@example.org»\n\n',
        messages: ['mismatch'],
      },
      {
        text: 'From: ann@example.com\nDisposition-Notification-To: «Ann <ann@example.org>»\n\n',
        messages: ['mismatch'],
      },
    ],
  },
  check(part, { report }) {
    const field = part.field('disposition-notification-to');
    // Before delivery there is no Return-Path; the author's address stands for it.
    const other = part.field('return-path') ?? part.field('from');
    if (!field || !other) return;
    const known = mailboxes(other);
    const stranger = mailboxes(field).find((wanted) => !known.some((each) => sameAddress(each, wanted)));
    if (!stranger || stranger.address === '' || known.length === 0) return;
    report({
      message: 'mismatch',
      at: { from: stranger.from, to: stranger.to },
      data: { address: stranger.address, other: other.name },
      related: [{ at: nameRange(other), message: 'other' }],
    });
  },
});
