// Rule message/date-zone-name: a zone by a name that no standard gives a meaning.

import { rfc } from '../../registry/reference.ts';
import { obsoleteZone } from '../../registry/timeZones.ts';
import { defineRule } from '../rule.ts';
import type { Report } from '../rule.ts';
import { offsetText } from '../support/dateFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/date-zone-name',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '4.3')],
  summary: 'A date has a zone by a name that is not standardised, such as CEST.',
  why:
    'Readers take such a name for UTC without knowing the offset, so they show a time that is hours off. The same ' +
    'three letters mean different zones in different countries.',
  messages: { name: 'The zone “{text}” has no standard meaning and is read as UTC' },
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100 (CET)\n' }],
    invalid: [
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 «CET»\n', fixed: 'Date: Fri, 6 Dec 2024 10:30:00 +0100\n' },
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 «XYZ»\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    const take = (given: Report<'name'>): void => {
      // That one is as clear as GMT.
      if (!/^utc$/i.test(String(given.data?.['text']))) report(given);
    };
    reportFaults(field, { 'date-zone-name': 'name' }, take, ({ from, to, text }) => {
      const zone = receivedFields.includes(field.key) ? undefined : obsoleteZone(text);
      const insert = zone && offsetText(zone.offset);
      return insert === undefined
        ? undefined
        : { title: `Write the zone as ${insert}`, edits: [{ from, to, insert }], safe: false };
    });
  },
});
