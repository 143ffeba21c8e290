// Rule message/date-obsolete-space: white space or comments inside a date where only the old syntax allows them.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { removal } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/date-obsolete-space',
  scope: 'field',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(5322, '4.3')],
  summary: 'A date has white space or a comment between parts that belong together.',
  why: 'Older syntax allowed it; many programs read dates by a fixed pattern that does not, and take the date for broken.',
  messages: { space: 'White space and comments must not stand here in a date' },
  examples: {
    valid: [{ text: 'Date: Fri,  6 Dec 2024 10:30:00 +0100 (CET)\n' }],
    invalid: [
      {
        text: 'Date: Fri« », 6 Dec 2024 10« »:30:00 +0100\n',
        messages: ['space', 'space'],
        fixed: 'Date: Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
      { text: 'Date: Fri, 6« (the sixth) »Dec 2024 10:30:00 +0100\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    const fixable = !receivedFields.includes(field.key);
    reportFaults(field, { 'obs-date-space': 'space' }, report, (fault) =>
      fixable && /^[ \t\r\n]+$/.test(fault.text) ? removal('Remove the white space', fault) : undefined,
    );
  },
});
