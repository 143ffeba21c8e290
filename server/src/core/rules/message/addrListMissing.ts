// Rule message/addr-list-missing: an address field, or a name in one, without an address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { undisclosedRecipients } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { nameRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/addr-list-missing',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4'), rfc(5322, '3.6.3')],
  summary: 'An address field, or a name in it, has no address.',
  why:
    'A field without an address is left out instead; only Bcc may be empty. Programs that answer everybody fail on ' +
    'the name, and strict servers refuse the message.',
  messages: {
    list: '{field} has no address',
    empty: 'Nothing stands between the angle brackets',
    name: '“{text}” is a name without an address',
  },
  examples: {
    valid: [{ text: 'To: undisclosed-recipients:;\nBcc:\n' }],
    invalid: [
      { text: '«To»:\nFrom: Ann «<>»\n', messages: ['list', 'empty'] },
      { text: 'To: «Ann Lee», ben@example.com\n', messages: ['name'] },
      { text: 'To: «Undisclosed recipients»\n', messages: ['name'], fixed: 'To: undisclosed-recipients:;\n' },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'addr-list-empty': 'list',
      'addr-empty-angle': 'empty',
      'addr-no-address': 'name',
    } as const;
    reportFaults(
      field,
      messages,
      (given) => {
        // An empty list has no place of its own: its field's name stands for it.
        report(given.message === 'list' ? { ...given, at: nameRange(field) } : given);
      },
      (fault) => (fault.code === 'addr-no-address' ? undisclosedRecipients(field, fault) : undefined),
    );
  },
});
