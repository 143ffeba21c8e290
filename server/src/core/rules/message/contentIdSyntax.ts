// Rule message/content-id-syntax: a Content-ID without its brackets, or with text beside it.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportMsgIds } from '../support/msgIdFixes.ts';

export default defineRule({
  id: 'message/content-id-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: ['content-id'],
  references: [rfc(2045, '7')],
  summary: 'A Content-ID is not one identifier in angle brackets.',
  why: 'Readers compare the identifier with the cid: addresses of the page. One that is written differently is not found.',
  messages: {
    empty: '{field} has no identifier',
    brackets: 'A content identifier stands in angle brackets',
    space: 'White space must not stand inside an identifier',
    text: '“{text}” is no part of an identifier',
    several: '{field} holds one identifier; “{text}” is one too many',
  },
  examples: {
    valid: [{ text: 'Content-ID: <part1.2@example.com>\n' }, { text: 'Content-ID: <image001>\n' }],
    invalid: [
      { text: 'Content-ID: «a@b.example»\n', messages: ['brackets'], fixed: 'Content-ID: <a@b.example>\n' },
      { text: 'Content-ID: <a@b.example> «<c@d.example>»\n', messages: ['several'] },
      { text: 'Content-ID: <a« »b@c.example>\n', messages: ['space'] },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'msg-id-empty': 'empty',
      'msg-id-brackets': 'brackets',
      'msg-id-space': 'space',
      'msg-id-text': 'text',
      'msg-id-several': 'several',
    } as const;
    reportMsgIds(field, messages, report);
  },
});
