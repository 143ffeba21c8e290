// Rule message/addr-brackets-missing: an address behind a name without angle brackets.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-brackets-missing',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.4')],
  summary: 'A name stands in front of an address without angle brackets.',
  why:
    'Without brackets the words run together: programs read “AnnLeeann@example.com”, the last word or nothing, and the ' +
    'mail goes to an address that does not exist.',
  messages: { brackets: 'The address “{text}” behind a name needs angle brackets' },
  examples: {
    valid: [{ text: 'To: Ann Lee <ann@example.com>, ben@example.com (Ben)\n' }],
    invalid: [{ text: 'To: Ann Lee «ann@example.com»\n', fixed: 'To: Ann Lee <ann@example.com>\n' }],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-brackets-missing': 'brackets' }, report, ({ from, to, text }) =>
      WHOLE.test(text)
        ? {
            title: 'Put angle brackets around the address',
            edits: [
              { from, to: from, insert: '<' },
              { from: to, to, insert: '>' },
            ],
            safe: true,
          }
        : undefined,
    );
  },
});

const WHOLE = /^[^\0-\x20()<>[\]:;@\\,"\x7f]+@[^\0-\x20()<>[\]:;@\\,"\x7f]+$/;
