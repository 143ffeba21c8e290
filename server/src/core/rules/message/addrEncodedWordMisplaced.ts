// Rule message/addr-encoded-word-misplaced: an encoded-word inside an address.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { MAX_FINDINGS } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-encoded-word-misplaced',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(2047, '5')],
  summary: 'An encoded-word stands inside an address.',
  why:
    'Encoded-words may stand in names and comments, never in an address. A program that decodes it all the same reads ' +
    'another address than the server: mail has been sent to an attacker’s mailbox that way.',
  messages: { word: 'An encoded-word must not stand in an address' },
  examples: {
    valid: [{ text: 'To: =?utf-8?q?J=C3=BCrg?= <juerg@example.com>\n' }],
    invalid: [
      { text: 'To: <«=?utf-8?q?ann=40evil.example?=»@example.com>\n' },
      { text: 'To: «=?utf-8?b?YW5uQGV4YW1wbGUuY29t?=»\n' },
    ],
  },
  check({ field }, { report }) {
    let count = 0;
    for (const { addrSpec } of fieldMailboxes(field)) {
      const match = addrSpec && ENCODED_WORD.exec(field.ownText(addrSpec.from, addrSpec.to));
      if (!match) continue;
      if (++count > MAX_FINDINGS) return;
      const from = addrSpec.from + match.index;
      report({ message: 'word', at: { from, to: from + match[0].length } });
    }
  },
});

const ENCODED_WORD = /=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=/i;
