// Rule message/received-syntax: a trace record without a date, or with words that belong to no clause.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/received-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4'), rfc(5322, '3.6.7')],
  summary: 'A Received field has no date, or words that no clause explains.',
  why:
    'Tools follow a message from hop to hop by these records. One they cannot read breaks the chain: the delay, the ' +
    'sender’s address and the encryption of that hop stay unknown.',
  messages: {
    date: 'The record has no semicolon and no date at its end',
    semicolon: 'A semicolon is missing in front of the date',
    empty: 'The clause “{detail}” has no value',
    unknown: 'No clause is called “{text}”',
    text: '“{text}” belongs to no clause',
  },
  examples: {
    valid: [
      {
        text:
          'Received: from a.example ([192.0.2.1])\n by b.example with ESMTPS id 1\n for <ann@example.com>; Fri, 6 Dec 2024 10:30:00 +0100\n' +
          'Received: (qmail 123 invoked by uid 0); 6 Dec 2024 10:30:00 -0000\n',
      },
    ],
    invalid: [
      { text: 'Received: from a.example by b.example«»\n', messages: ['date'] },
      {
        text: 'Received: from a.example by b.example «»Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['semicolon'],
      },
      {
        text: 'Received: from a.example «by» with SMTP; Fri, 6 Dec 2024 10:30:00 +0100\n',
        messages: ['empty'],
      },
      { text: 'Received: «accepted» from a.example; Fri, 6 Dec 2024 10:30:00 +0100\n', messages: ['text'] },
    ],
  },
  faults: {
    'received-no-date': 'date',
    'received-no-semicolon': 'semicolon',
    'received-clause-empty': 'empty',
    'received-clause-unknown': 'unknown',
    'received-text': 'text',
  },
});
