// Rule message/msgid-obsolete: an identifier with quotes, comments or white space inside.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { messageIdFields, referenceFields } from '../support/fieldGroups.ts';
import { msgIdFix } from '../support/msgIdFixes.ts';

export default defineRule({
  id: 'message/msgid-obsolete',
  scope: 'field',
  severity: 'info',
  profiles: { strict: 'error' },
  fields: [...messageIdFields, ...referenceFields],
  references: [rfc(5322, '4.5.4')],
  summary: 'An identifier has quotes, comments or white space inside its brackets.',
  why:
    'Older syntax allowed it. Programs compare identifiers character by character, so one that is written differently ' +
    'in a reply does not find its message.',
  messages: {
    obsolete: 'Only the old syntax has “{text}” in an identifier',
    space: 'Only the old syntax has white space here',
  },
  examples: {
    valid: [{ text: 'Message-ID: <1.2@example.com>\n' }],
    invalid: [
      {
        text: 'Message-ID: <« »12@example.com« »>\n',
        messages: ['space', 'space'],
        fixed: 'Message-ID: <12@example.com>\n',
      },
      { text: 'References: <«"a.b"»@example.com>\n', messages: ['obsolete'] },
    ],
  },
  check({ field }, { report }) {
    reportFaults(
      field,
      { 'obs-msg-id': 'obsolete' },
      (given) => {
        report(given.data?.['text'] === '' ? { ...given, message: 'space' } : given);
      },
      (fault) => msgIdFix(field, fault),
    );
  },
});
