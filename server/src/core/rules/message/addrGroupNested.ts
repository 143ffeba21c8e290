// Rule message/addr-group-nested: a group inside a group.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-group-nested',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4')],
  summary: 'A group of addresses stands inside another group.',
  why:
    'A group holds mailboxes only. Programs take the inner name for an address, or end the outer group there, so some ' +
    'of the recipients are missing.',
  messages: { nested: '“{text}” starts a group inside another group' },
  examples: {
    valid: [{ text: 'To: Friends: ann@example.com;, Family: ben@example.com;\n' }],
    invalid: [{ text: 'To: All: ann@example.com, «Family:» ben@example.com;\n' }],
  },
  faults: { 'addr-group-nested': 'nested' },
});
