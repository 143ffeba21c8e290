// Rule message/addr-separator: addresses separated by something other than a comma.

import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix, Report } from '../rule.ts';
import { removal } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-separator',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4')],
  summary: 'Addresses are separated by a semicolon or by nothing where a comma belongs.',
  why:
    'Some mail programs show semicolons between recipients, but in the field only commas separate them. Behind ' +
    'anything else the rest of the recipients is lost, or all of them become one address that does not exist.',
  messages: {
    semicolon: 'Addresses are separated by a comma, not by “;”',
    none: 'A comma is missing between two addresses',
  },
  examples: {
    valid: [{ text: 'To: ann@example.com, Friends: ben@example.com;, cid@example.com\n' }],
    invalid: [
      {
        text: 'To: ann@example.com«;» Ben <ben@example.com>«;»\n',
        messages: ['semicolon', 'semicolon'],
        fixed: 'To: ann@example.com, Ben <ben@example.com>\n',
      },
      {
        text: 'To: Ann <ann@example.com>« »Ben <ben@example.com>\n',
        messages: ['none'],
        fixed: 'To: Ann <ann@example.com>, Ben <ben@example.com>\n',
      },
    ],
  },
  check({ field }, { report }) {
    const take = (given: Report<'none'>): void => {
      report(given.data?.['detail'] === ';' ? { ...given, message: 'semicolon' } : given);
    };
    reportFaults(field, { 'addr-separator': 'none' }, take, (fault) => separatorFix(field, fault));
  },
});

function separatorFix(field: Field, fault: FieldFault): Fix | undefined {
  const { from, to, text } = fault;
  const addresses = fieldMailboxes(field);
  // Both sides must be whole addresses: the field is read the same way once the comma stands.
  const before = addresses.findLast((address) => address.to <= from);
  const behind = addresses.find((address) => address.from >= from);
  if (!before?.addrSpec || before.host === '') return undefined;
  if (text === ';') {
    if (!behind && /^[\s;]*$/.test(field.ownText(to, field.valueTo))) {
      return removal('Remove the semicolon', fault);
    }
    return behind && behind.host !== '' ? comma({ from, to }) : undefined;
  }
  if (!/^\s+$/.test(text) || !behind || behind.host === '') return undefined;
  // Behind a group its last address is not the place.
  return comma({ from, to: from });
}

function comma(at: { from: number; to: number }): Fix {
  return { title: 'Write a comma', edits: [{ ...at, insert: ',' }], safe: true };
}
