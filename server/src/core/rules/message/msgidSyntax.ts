// Rule message/msgid-syntax: a Message-ID that is no message identifier.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { messageIdFields } from '../support/fieldGroups.ts';
import { msgIdFaults, reportMsgIds } from '../support/msgIdFixes.ts';

export default defineRule({
  id: 'message/msgid-syntax',
  scope: 'field',
  severity: 'error',
  fields: messageIdFields,
  references: [rfc(5322, '3.6.4')],
  summary: 'A Message-ID is not an identifier with an @ in angle brackets.',
  why:
    'Threads, duplicate checks and log searches compare identifiers. Programs that cannot read one leave it out of a ' +
    'reply or make up their own, so the conversation falls apart; some servers refuse the message.',
  messages: {
    empty: '{field} has no identifier',
    brackets: 'An identifier stands in angle brackets',
    at: 'The identifier “{text}” has no @',
    left: 'The part in front of the @ is empty or has a character it must not have',
    right: 'The part behind the @ is empty or has a character it must not have',
    space: 'White space must not stand inside an identifier',
    text: '“{text}” is no part of an identifier',
    several: '{field} holds one identifier; “{text}” is one too many',
  },
  examples: {
    valid: [{ text: 'Message-ID: <1.2.3@example.com>\nResent-Message-ID: <a@[192.0.2.1]>\n' }],
    invalid: [
      {
        text: 'Message-ID: «123@example.com»\n',
        messages: ['brackets'],
        fixed: 'Message-ID: <123@example.com>\n',
      },
      {
        text: 'Message-ID: «<123@example.com»\n',
        messages: ['brackets'],
        fixed: 'Message-ID: <123@example.com>\n',
      },
      {
        text: 'Message-ID: <123@example.com>«>»\n',
        messages: ['brackets'],
        fixed: 'Message-ID: <123@example.com>\n',
      },
      { text: 'Message-ID: <«123»>\nResent-Message-ID: «456»\n', messages: ['at', 'at'] },
      { text: 'Message-ID: <1« »2@example.com>\n', messages: ['space'] },
      { text: 'Message-ID: <1@example.com> «<2@example.com>»\n', messages: ['several'] },
    ],
  },
  check({ field }, { report }) {
    reportMsgIds(field, { ...msgIdFaults, 'msg-id-several': 'several' }, report);
  },
});
