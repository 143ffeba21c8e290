// Rule message/ew-split-character: a character is cut between two encoded-words.

import { basicDecoding } from '../../message/charsets.ts';
import { encodedRuns } from '../../message/views/encodedWords.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isCertain, rewriteWords } from '../support/encodedWordFixes.ts';

export default defineRule({
  id: 'message/ew-split-character',
  scope: 'field',
  severity: 'info',
  profiles: { strict: 'error' },
  references: [rfc(2047, '5')],
  summary: 'The octets of one character stand in two encoded-words.',
  why:
    'Each encoded-word is to be decoded by itself. Readers that do so show two broken characters; others join ' +
    'neighbouring words first, because so many programs cut in the wrong place.',
  messages: { split: 'A character is cut between two of these encoded-words' },
  examples: {
    valid: [{ text: 'Subject: =?utf-8?B?w6k=?= =?utf-8?B?w6k=?=\n' }],
    invalid: [
      {
        text: 'Subject: «=?utf-8?B?w6nD?=\n =?utf-8?B?qQ==?=» there\n',
        fixed: 'Subject: =?utf-8?b?w6nDqQ==?= there\n',
      },
    ],
  },
  check({ field }, { report }) {
    if (!field.text.includes('=?')) return;
    for (const run of encodedRuns(field, basicDecoding)) {
      if (!run.splits || !isCertain(run.text)) continue;
      report({
        message: 'split',
        at: { from: run.from, to: run.to },
        fix: () => rewriteWords(field, run, run.text, 'Write the words anew'),
      });
    }
  },
});
