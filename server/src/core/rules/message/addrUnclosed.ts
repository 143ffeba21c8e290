// Rule message/addr-unclosed: a bracket, quote, comment or group of an address field is not closed.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { closeFix } from '../support/closeFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-unclosed',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.2.2'), rfc(5322, '3.2.4'), rfc(5322, '3.4')],
  summary:
    'A bracket, quote, comment or group in an address field is opened and not closed, or closed and not opened.',
  why:
    'Every program guesses differently where the name ends and the next address starts. Recipients get lost or are ' +
    'made up from the name, and some programs show no sender at all.',
  messages: {
    angle: 'The “<” has no “>”',
    angleEnd: 'The “>” has no “<”',
    literal: 'The “[” has no “]”',
    quote: 'The quote is opened and not closed',
    comment: 'The “(” has no “)”',
    commentEnd: 'The “)” has no “(”',
    group: 'The group has no “;” at its end',
    backslash: 'The backslash stands at the end and quotes nothing',
  },
  examples: {
    valid: [{ text: 'To: "Ann, Lee" <ann@example.com> (work), Friends: ben@[192.0.2.1];\n' }],
    invalid: [
      {
        text: 'To: Ann «<ann@example.com», Ben «<ben@example.com»\n',
        messages: ['angle', 'angle'],
        fixed: 'To: Ann <ann@example.com>, Ben <ben@example.com>\n',
      },
      { text: 'To: ann@example.com«>»\n', messages: ['angleEnd'], fixed: 'To: ann@example.com\n' },
      { text: 'To: ann@«[»192.0.2.1\n', messages: ['literal'], fixed: 'To: ann@[192.0.2.1]\n' },
      {
        text: 'To: «"»Lee, Ann <ann@example.com>\n',
        messages: ['quote'],
        fixed: 'To: "Lee, Ann" <ann@example.com>\n',
      },
      { text: 'To: Ann «(»work <ann@example.com>\n', messages: ['comment'] },
      { text: 'To: Ann work«)» <ann@example.com>\n', messages: ['commentEnd'] },
      {
        text: 'To: «Friends: ann@example.com»\n',
        messages: ['group'],
        fixed: 'To: Friends: ann@example.com;\n',
      },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'addr-angle-unclosed': 'angle',
      'addr-angle-unopened': 'angleEnd',
      'addr-domain-literal-unclosed': 'literal',
      'addr-group-unclosed': 'group',
      'quoted-string-unclosed': 'quote',
      'quoted-pair-at-end': 'backslash',
      'comment-unclosed': 'comment',
      'comment-unopened': 'commentEnd',
    } as const;
    reportFaults(field, messages, report, (fault) => closeFix(field, fault));
  },
});
