// Rule message/addr-spaces: white space right inside the angle brackets of an address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { removal } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-spaces',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5322, '3.2.3'), rfc(5322, '3.4')],
  summary: 'White space stands right inside the angle brackets of an address.',
  why:
    'Some servers take the space for a part of the address and cannot deliver; filters count it, because bulk mailers ' +
    'make this mistake and mail programs do not.',
  messages: { space: 'White space stands inside the angle brackets' },
  examples: {
    valid: [{ text: 'To: Ann <ann@example.com>\n' }],
    invalid: [
      {
        text: 'To: Ann <« »ann@example.com« »>\n',
        messages: ['space', 'space'],
        fixed: 'To: Ann <ann@example.com>\n',
      },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-spaces-in-angle': 'space' }, report, (fault) =>
      /^[ \t\r\n]+$/.test(fault.text) ? removal('Remove the white space', fault) : undefined,
    );
  },
});
