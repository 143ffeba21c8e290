// Rule message/received-value-words: a clause of a trace record with several words.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { receivedFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/received-value-words',
  scope: 'field',
  // `with Microsoft SMTP Server` is in half of all mail.
  severity: 'off',
  profiles: { strict: 'warning', outgoing: 'off' },
  fields: receivedFields,
  references: [rfc(5321, '4.4')],
  summary: 'A clause of a Received field has several words where one is defined.',
  why:
    'What a server wants to add to a clause belongs in a comment. A reader that takes one word finds only the first, ' +
    'and may take the next for another clause.',
  messages: { words: '“{detail}” takes one word, not “{text}”' },
  examples: {
    valid: [
      {
        text: 'Received: from a.example by b.example with SMTP (Server 1.0); Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      {
        text: 'Received: from a.example by b.example with «Some SMTP Server»; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
  },
  faults: { 'received-value-words': 'words' },
});
