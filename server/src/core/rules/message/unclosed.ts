// Rule message/unclosed: a quote or comment of a field with a grammar is not closed.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/unclosed',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '3.2.2'), rfc(5322, '3.2.4')],
  summary: 'A quoted string or comment is opened and not closed, or closed and not opened.',
  why:
    'A program that believes the opening character takes the rest of the field for a comment or a string, and what ' +
    'stands there (a date, a parameter, a result) is not read.',
  messages: {
    quote: 'This quote in {field} has no closing one',
    comment: 'This “(” in {field} has no “)”',
    commentEnd: 'This “)” in {field} closes nothing',
    backslash: 'This backslash ends the value of {field} and quotes nothing',
  },
  examples: {
    valid: [{ text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100 (CET)\nSubject: :-)\n' }],
    invalid: [
      { text: 'Date: Fri, 6 Dec 2024 10:30:00 +0100 «(CET»\n', messages: ['comment'] },
      {
        text: 'Received: from a.example by b.example «"»x; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['quote'],
      },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    // Addresses have a rule of their own.
    if (addressFields.includes(field.key)) return;
    const messages = {
      'quoted-string-unclosed': 'quote',
      'quoted-pair-at-end': 'backslash',
      'comment-unclosed': 'comment',
      'comment-unopened': 'commentEnd',
    } as const;
    reportFaults(field, messages, report);
  },
});
