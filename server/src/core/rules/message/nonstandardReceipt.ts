// Rule message/nonstandard-receipt: a receipt asked for by a field nobody standardised.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/nonstandard-receipt',
  scope: 'field',
  severity: 'info',
  fields: ['return-receipt-to', 'delivery-receipt-to', 'x-confirm-reading-to'],
  references: [rfc(3461, '4'), rfc(8098, '2.1'), rfc(2076, '3.5')],
  summary: 'A field asks for a receipt in a way that is no standard.',
  why:
    'Most servers and readers ignore these fields, so the receipt never comes. ' +
    'Ask for delivery reports by NOTIFY in the SMTP session, for reading receipts by ' +
    'Disposition-Notification-To.',
  messages: { receipt: '{field} is not standard; {instead}' },
  examples: {
    valid: [{ text: 'Disposition-Notification-To: ann@example.com\n' }],
    invalid: [{ text: '«Return-Receipt-To»: ann@example.com\n«X-Confirm-Reading-To»: ann@example.com\n' }],
  },
  check({ field }, { report }) {
    report({
      message: 'receipt',
      at: nameRange(field),
      data: { field: field.name, instead: INSTEAD[field.key] ?? '' },
    });
  },
});

const INSTEAD: Readonly<Record<string, string>> = {
  'return-receipt-to': 'delivery reports are asked for by NOTIFY in SMTP',
  'delivery-receipt-to': 'delivery reports are asked for by NOTIFY in SMTP',
  'x-confirm-reading-to': 'Disposition-Notification-To asks for a reading receipt',
};
