// Rule message/addr-no-domain: an address without a domain.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { undisclosedRecipients } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-no-domain',
  scope: 'field',
  // Mail that never leaves a machine (cron) goes to names without a domain.
  severity: 'warning',
  profiles: { strict: 'error', receive: 'error' },
  fields: addressFields,
  references: [rfc(5322, '3.4.1'), rfc(5321, '2.3.5')],
  summary: 'An address has no domain.',
  why:
    'Only the machine that wrote the name knows whose mailbox it is. Every server on the way may add a domain of its ' +
    'own, so an answer can go to somebody else, and most servers on the internet refuse it.',
  messages: {
    domain: 'Nothing stands behind the @',
    at: '“{text}” has no @ and no domain',
  },
  examples: {
    valid: [{ text: 'From: ann@example.com\nTo: undisclosed-recipients:;\n' }],
    invalid: [
      { text: 'From: ann«@»\nTo: «root», ben@example.com\n', messages: ['domain', 'at'] },
      { text: 'To: «undisclosed-recipients»\n', messages: ['at'], fixed: 'To: undisclosed-recipients:;\n' },
      {
        text: 'To: <«Undisclosed-Recipient:;»>\n',
        messages: ['at'],
        fixed: 'To: undisclosed-recipients:;\n',
      },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-no-domain': 'domain', 'addr-no-at': 'at' }, report, (fault) =>
      fault.code === 'addr-no-at' ? undisclosedRecipients(field, fault) : undefined,
    );
  },
});
