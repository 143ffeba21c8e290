// Rule message/date-syntax: a date that is not written as RFC 5322 wants.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { dateFaults, dateMessages } from '../support/dateFaults.ts';
import { rewriteDate } from '../support/dateFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { dateFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/date-syntax',
  scope: 'field',
  severity: 'error',
  fields: dateFields,
  references: [rfc(5322, '3.3')],
  summary: 'The date of a message is not written as RFC 5322 wants.',
  why:
    'A reader that cannot read the date shows the time of arrival, 1970 or nothing, and sorts the message to where ' +
    'nobody looks. Day and month are easily taken for each other, and a missing zone shifts the time by hours.',
  messages: dateMessages,
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100 (CET)\nResent-Date: 6 Dec 2024 10:30 -0000\n' }],
    invalid: [
      {
        text: 'Date: «2024-12-06»T10:30:00+01:00\n',
        messages: ['iso'],
        fixed: 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n',
      },
      {
        text: 'Date: Fri, «Dec 6» 2024 10:30:00 +0100\n',
        messages: ['order'],
        fixed: 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n',
      },
      {
        text: 'Date: Fri, 6 «December» 2024 10:30:00 +0100\n',
        messages: ['month'],
        fixed: 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n',
      },
      {
        text: 'Date: 6 Dec 2024 «9»:30:00 +0100\n',
        messages: ['twoDigits'],
        fixed: 'Date: Fri, 06 Dec 2024 09:30:00 +0100\n',
      },
      { text: 'Date: «31» Jun 2024 10:30:00 +0100\n', messages: ['day'] },
      { text: 'Date: «tomorrow»\n', messages: ['unreadable'] },
    ],
  },
  check({ field }, { report }) {
    // In another notation everything is different: one finding says it all.
    const iso = field.faults.some(({ code }) => code === 'date-iso');
    reportFaults(field, iso ? { 'date-iso': 'iso' } : dateFaults, report, () => rewriteDate(field));
  },
});
