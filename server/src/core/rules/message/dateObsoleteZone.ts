// Rule message/date-obsolete-zone: a zone by its old name in place of an offset.

import { knownZone } from '../../message/dateNames.ts';
import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { zoneText } from '../support/dateFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/date-obsolete-zone',
  scope: 'field',
  // Every reader knows GMT, and nearly every one EST.
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(5322, '4.3'), rfc(5322, '3.3')],
  summary: 'A date has a zone by name, such as GMT or EST, in place of an offset.',
  why:
    'The names of RFC 822 must still be read and no longer be written. A single letter was defined with the wrong sign ' +
    'once, so it says nothing about the time.',
  messages: {
    zone: 'The zone {text} is written {offset}',
    letter: 'The zone {text} says nothing about the time; it is read as {offset}',
  },
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +0000 (GMT)\n' }],
    invalid: [
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 «EST»\n', fixed: 'Date: Fri, 6 Dec 2024 10:30:00 -0500\n' },
      {
        text: 'Date: Fri, 6 Dec 2024 10:30:00 «A»\n',
        messages: ['letter'],
        fixed: 'Date: Fri, 6 Dec 2024 10:30:00 -0000\n',
      },
      { text: 'Received: from a.example by b.example; Fri, 6 Dec 2024 10:30:00 «UTC»\n' },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(
      field,
      // UTC never was one of the names, and is as clear as GMT.
      { 'obs-zone': 'zone', 'date-zone-name': 'zone' },
      (given) => {
        const text = String(given.data?.['text'] ?? '');
        if (!knownZone(text) && !/^utc$/i.test(text)) return;
        const data = { text, offset: zoneText(text) ?? '' };
        report({ ...given, data, message: /^[a-y]$/i.test(text) ? 'letter' : 'zone' });
      },
      (fault) => zoneFix(field, fault),
    );
  },
});

function zoneFix(field: Field, { from, to, text }: FieldFault): Fix | undefined {
  // A trace record is evidence that only its server writes (RFC 5321 4.4).
  const insert = receivedFields.includes(field.key) ? undefined : zoneText(text);
  return insert === undefined
    ? undefined
    : { title: `Write the zone as ${insert}`, edits: [{ from, to, insert }], safe: true };
}
