// Rule message/addr-bad-char: a character that must not stand in an address.

import { localPartProblems } from '../../message/views/addressChecks.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { fieldFaults, MAX_FINDINGS, reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-bad-char',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.2.3'), rfc(5322, '3.4.1')],
  summary: 'An address has a character that must not stand there.',
  why:
    'A program that meets the character ends the address there, drops it or gives up on the field. Control characters ' +
    'also have been used to make one address look like another.',
  messages: {
    character: '“{text}” must not stand here in an address',
    control: 'A control character stands in the local part',
  },
  examples: {
    valid: [{ text: 'To: ann+tag@example.com, "ann lee"@example.com\n' }],
    invalid: [
      { text: 'To: ann«\\»lee@example.com\n' },
      { text: 'To: «"ann\x01"»@example.com\n', messages: ['control'] },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-bad-character': 'character' }, report);
    // The parser has named it where it stands outside quotes.
    const named = fieldFaults(field)
      .filter(({ code }) => code === 'addr-bad-character')
      .slice(0, MAX_FINDINGS);
    let count = 0;
    for (const { local, localPart } of fieldMailboxes(field)) {
      if (!localPart || !localPartProblems(local).some(({ code }) => code === 'local-control')) continue;
      if (++count > MAX_FINDINGS) return;
      const { from, to } = localPart;
      if (!named.some((fault) => fault.from < to && fault.to > from)) {
        report({ message: 'control', at: { from, to } });
      }
    }
  },
});
