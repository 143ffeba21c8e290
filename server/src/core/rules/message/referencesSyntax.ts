// Rule message/references-syntax: In-Reply-To or References with something other than identifiers.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { referenceFields } from '../support/fieldGroups.ts';
import { msgIdFaults, reportMsgIds } from '../support/msgIdFixes.ts';

export default defineRule({
  id: 'message/references-syntax',
  scope: 'field',
  // Answers copy what is wrong in the messages before them.
  severity: 'info',
  profiles: { strict: 'error', receive: 'warning', outgoing: 'info' },
  fields: referenceFields,
  references: [rfc(5322, '3.6.4'), rfc(5322, '4.5.4')],
  summary: 'In-Reply-To or References has something other than identifiers in angle brackets.',
  why:
    'Mail programs build threads from these identifiers. What they cannot read they drop, and with it the place of the ' +
    'message in the conversation; an address in the text may even be taken for an identifier.',
  messages: {
    empty: '{field} has nothing to refer to',
    brackets: 'The reference needs angle brackets on both sides',
    at: 'The reference “{text}” has no @',
    left: 'The reference has a character in front of the @ that must not stand there, or nothing',
    right: 'The reference has a character behind the @ that must not stand there, or nothing',
    space: 'White space breaks the reference',
    text: '“{text}” is no identifier; only identifiers stand in {field}',
  },
  examples: {
    valid: [{ text: 'In-Reply-To: <1@example.com>\nReferences: <0@example.com>\n <1@example.com>\n' }],
    invalid: [
      {
        text: 'References: <0@example.com>«,» <1@example.com>\n',
        messages: ['text'],
        fixed: 'References: <0@example.com> <1@example.com>\n',
      },
      { text: 'In-Reply-To: «Your message of "Friday"» <1@example.com>\n', messages: ['text'] },
      {
        text: 'In-Reply-To: «1@example.com»\n',
        messages: ['brackets'],
        fixed: 'In-Reply-To: <1@example.com>\n',
      },
    ],
  },
  check({ field }, { report }) {
    reportMsgIds(field, msgIdFaults, report);
  },
});
