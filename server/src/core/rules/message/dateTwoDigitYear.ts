// Rule message/date-two-digit-year: a year of two or three digits.

import { fullYear } from '../../message/dateNames.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/date-two-digit-year',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '4.3')],
  summary: 'A date has a year of two or three digits.',
  why:
    'RFC 5322 says how to read it, and not every program does as it says: the same message is of this century in one ' +
    'mailbox and of the last in another.',
  messages: { year: 'The year {text} is read as {year}; write all four digits' },
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100\n' }],
    invalid: [
      { text: 'Date: Fri, 6 Dec «24» 10:30:00 +0100\n', fixed: 'Date: Fri, 6 Dec 2024 10:30:00 +0100\n' },
      { text: 'Date: Sun, 6 Dec «98» 10:30:00 +0100\n', fixed: 'Date: Sun, 6 Dec 1998 10:30:00 +0100\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(
      field,
      { 'obs-year': 'year' },
      (given) => {
        const text = String(given.data?.['text'] ?? '');
        report({ ...given, data: { text, year: fullYear(text) } });
      },
      ({ from, to, text }) => {
        if (receivedFields.includes(field.key)) return undefined;
        const insert = String(fullYear(text));
        return { title: `Write the year as ${insert}`, edits: [{ from, to, insert }], safe: true };
      },
    );
  },
});
