// Rule message/delivered-to-loop: a message that was delivered to the same mailbox before.

import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange, valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/delivered-to-loop',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { outgoing: 'off' },
  references: [rfc(9228, '4'), rfc(5321, '6.3')],
  summary: 'Two Delivered-To fields name the same address.',
  why:
    'A server that is to deliver a message to an address which a Delivered-To field names already takes it for a ' +
    'loop and returns it. The message went in a circle, by forwarding or by an alias that points back.',
  messages: {
    loop: 'The message was delivered to {address} before',
    first: 'The other delivery to this address',
  },
  examples: {
    valid: [{ text: 'Delivered-To: ann@example.com\nDelivered-To: team@example.com\n\n' }],
    invalid: [
      {
        text: 'Delivered-To: ann@example.com\nDelivered-To: team@example.com\nDelivered-To: «ann@Example.com»\n\n',
        messages: ['loop'],
      },
    ],
  },
  check(part, { report }) {
    const seen = new Map<string, Field>();
    for (const field of part.header.fields) {
      if (field.key !== 'delivered-to' || !field.value.includes('@')) continue;
      const address = field.value.replace(/@[^@]*$/, (domain) => domain.toLowerCase());
      const other = seen.get(address);
      if (other) {
        report({
          message: 'loop',
          at: valueRange(field),
          data: { address: field.value },
          related: [{ at: nameRange(other), message: 'first' }],
        });
      } else seen.set(address, field);
    }
  },
});
