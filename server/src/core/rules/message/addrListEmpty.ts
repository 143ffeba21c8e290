// Rule message/addr-list-empty: nothing between two commas of an address list.

import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-list-empty',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5322, '4.4')],
  summary: 'An address list has a comma with nothing in front of it or behind it.',
  why:
    'Old programs wrote such lists, and they must still be read. Some servers refuse them, and a program that counts ' +
    'commas finds a recipient that is not there.',
  messages: { empty: 'No address stands here between two commas' },
  examples: {
    valid: [{ text: 'To: ann@example.com, ben@example.com\n' }],
    invalid: [
      {
        text: 'To: ann@example.com, «,» ben@example.com«,»\n',
        messages: ['empty', 'empty'],
        fixed: 'To: ann@example.com, ben@example.com\n',
      },
      { text: 'To: «,»ann@example.com\n', fixed: 'To: ann@example.com\n' },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-empty-element': 'empty' }, report, (fault) => emptyFix(field, fault));
  },
});

function emptyFix(field: Field, { from, to }: FieldFault): Fix | undefined {
  // A list without any address is no list when its commas are gone.
  if (fieldMailboxes(field).length === 0 || !/^[,\s]*$/.test(field.ownText(from, to))) return undefined;
  // One space less, where the comma stood between two.
  const space =
    /^[ \t]$/.test(field.ownText(to, to + 1)) && /^[ \t]$/.test(field.ownText(from - 1, from)) ? 1 : 0;
  return { title: 'Remove the comma', edits: [{ from, to: to + space, insert: '' }], safe: true };
}
