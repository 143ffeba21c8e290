// Rule message/ew-empty: an encoded-word that encodes nothing.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/ew-empty',
  scope: 'field',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2047, '2')],
  summary: 'An encoded-word encodes nothing.',
  why:
    'The text of an encoded-word has at least one character. An empty one comes from a program that encodes a name ' +
    'or subject without looking whether there is one; some readers show it as it is written.',
  messages: { empty: 'The encoded-word “{text}” holds no text' },
  examples: {
    valid: [{ text: 'Subject: =?utf-8?Q?caf=C3=A9?=\n' }],
    invalid: [{ text: 'Subject: «=?utf-8?Q??=»\n' }],
  },
  faults: { 'ew-empty': 'empty' },
});
