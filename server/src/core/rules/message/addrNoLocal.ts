// Rule message/addr-no-local: an address with nothing in front of its @.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-no-local',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4.1'), rfc(5321, '4.1.2')],
  summary: 'An address has nothing in front of its @.',
  why: 'Such an address names a host and no mailbox on it. Servers refuse it, and a reply to it cannot be sent.',
  messages: { missing: 'The name of the mailbox in front of the @ is missing' },
  examples: {
    valid: [{ text: 'To: ann@example.com\n' }, { text: 'To: Friends:;\n' }],
    invalid: [{ text: 'To: «@»example.com, Ben <«@»example.org>\n', messages: ['missing', 'missing'] }],
  },
  faults: { 'addr-no-local-part': 'missing' },
});
