// Rule message/delivery-address-syntax: Delivered-To and its kin hold more or less than one bare address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/delivery-address-syntax',
  scope: 'field',
  // Delivery programs write there what they like, and only they read it.
  severity: 'off',
  profiles: { strict: 'info', outgoing: 'off' },
  fields: ['delivered-to', 'x-original-to', 'x-delivered-to', 'x-forwarded-to'],
  references: [rfc(9228, '4')],
  summary: 'A field of a delivery step has something other than one bare address.',
  why:
    'Delivery compares the field with the address at hand to stop loops. A name or brackets around the address make ' +
    'the comparison fail with programs that write it bare.',
  messages: {
    brackets: '{field} holds the address without brackets',
    name: '{field} holds an address and no name in front of it',
    at: '“{text}” is not a whole address',
    several: '{field} holds one address, not several',
  },
  examples: {
    valid: [{ text: 'Delivered-To: ann@example.com\n' }],
    invalid: [
      { text: 'Delivered-To: «<ann@example.com>»\n' },
      {
        text: 'Delivered-To: mailing list «list@example.com»\nX-Original-To: «root»\n',
        messages: ['name', 'at'],
      },
    ],
  },
  faults: {
    'addr-spec-brackets': 'brackets',
    'addr-brackets-missing': 'name',
    'addr-no-at': 'at',
    'addr-several': 'several',
  },
});
