// Rule message/content-id-form: a Content-ID that is not like a Message-ID.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/content-id-form',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'warning' },
  fields: ['content-id'],
  references: [rfc(2045, '7'), rfc(2392, '2')],
  summary: 'A Content-ID has no @, or characters that an identifier must not have.',
  why:
    'A Content-ID is to be unique in the world, which a domain behind the @ makes it. Inside one message any name ' +
    'works, and many programs write one like image001.',
  messages: {
    at: 'A content identifier has an @ and a domain',
    side: 'A side of the @ is empty or has a character it must not have',
    obsolete: '“{text}” must not stand in a content identifier',
  },
  examples: {
    valid: [{ text: 'Content-ID: <part1.2@example.com>\n' }],
    invalid: [
      { text: 'Content-ID: <«image001»>\n', messages: ['at'] },
      { text: 'Content-ID: <«@»example.com>\n', messages: ['side'] },
    ],
  },
  faults: { 'msg-id-no-at': 'at', 'msg-id-left': 'side', 'msg-id-right': 'side', 'obs-msg-id': 'obsolete' },
});
