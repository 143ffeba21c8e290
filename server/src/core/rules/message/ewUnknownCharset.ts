// Rule message/ew-unknown-charset: an encoded-word in a charset nobody knows.

import { basicDecoding } from '../../message/charsets.ts';
import { encodedWords } from '../../message/views/encodedWords.ts';
import { charset } from '../../registry/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-unknown-charset',
  scope: 'field',
  severity: 'warning',
  references: [rfc(2047, '3')],
  summary: 'An encoded-word names a charset that is not registered.',
  why: 'A reader that does not know the charset cannot decode the word. It shows it as it is written, or guesses.',
  messages: { unknown: 'The charset “{charset}” is not known' },
  examples: {
    valid: [{ text: 'Subject: =?windows-1252?Q?caf=E9?= =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\n' }],
    invalid: [{ text: 'Subject: =?«utf-88»?Q?caf=C3=A9?=\n' }],
  },
  check({ field }, { report }) {
    if (!field.text.includes('=?')) return;
    for (const word of encodedWords(field, basicDecoding)) {
      // An empty name has a rule of its own.
      if (word.charset === '' || charset(word.charset)) continue;
      report({ message: 'unknown', at: word.charsetRange, data: { charset: quoted(word.charset) } });
    }
  },
});
