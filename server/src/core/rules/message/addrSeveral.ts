// Rule message/addr-several: several addresses in a field that holds one.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-several',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.6.2'), rfc(5322, '3.6.6')],
  summary: 'A field that holds one address has several.',
  why:
    'Sender names the one who is responsible for sending. With two of them programs take the first, the last or ' +
    'none, and checks that compare the sender with a signature fail.',
  messages: { several: '{field} holds one address; “{text}” is one too many' },
  examples: {
    valid: [{ text: 'From: ann@example.com, ben@example.com\nSender: ann@example.com\n' }],
    invalid: [{ text: 'Sender: ann@example.com, «ben@example.com»\n' }],
  },
  faults: { 'addr-several': 'several' },
});
