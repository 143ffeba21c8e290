// Rule message/ew-too-long: an encoded-word of more than 75 characters.

import { basicDecoding } from '../../message/charsets.ts';
import { encodedWords } from '../../message/views/encodedWords.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { rewriteWords, wordText } from '../support/encodedWordFixes.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-too-long',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2047, '2')],
  summary: 'An encoded-word has more than 75 characters.',
  why:
    'A reader may stop looking for the end of an encoded-word after 75 characters and show it undecoded. Longer text ' +
    'is written as several words with a space or a fold between them.',
  messages: { long: 'The encoded-word has {detail} characters; 75 are allowed' },
  examples: {
    valid: [{ text: `Subject: =?utf-8?Q?${'x'.repeat(60)}?=\n` }],
    invalid: [
      {
        text: `Subject: «=?utf-8?Q?${'=C3=A9'.repeat(12)}?=» end\n`,
        fixed: `Subject: =?utf-8?b?${'w6nDqcOp'.repeat(4)}?= end\n`,
      },
      { text: `Subject: «=?big5?Q?${'=A4=40'.repeat(12)}?=»\n` },
    ],
  },
  faultsOnly: true,
  check({ field }, { report }) {
    reportFaults(field, { 'ew-too-long': 'long' }, report, (fault) => {
      const word = encodedWords(field, basicDecoding).find(({ from }) => from === fault.from);
      const text = word && wordText(word);
      return text === undefined
        ? undefined
        : rewriteWords(field, fault, text, 'Split it into several encoded-words');
    });
  },
});
