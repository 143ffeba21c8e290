// Rule message/boundary-spamware: a boundary in the form that bulk mailers known for spam write.

import { page } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/boundary-spamware',
  scope: 'part',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [page('SpamAssassin, tests', 'https://spamassassin.apache.org/old/tests_3_3_x.html')],
  summary: 'A boundary has a form that programs known for spam write.',
  why:
    'Programs make boundaries each in their own way, and some are used for nothing but spam. A form alone proves ' +
    'nothing; it is one sign among others.',
  messages: { form: 'Programs that send spam write boundaries such as “{boundary}”' },
  examples: {
    valid: [{ text: 'Content-Type: multipart/mixed; boundary=b1_24bf\n\n--b1_24bf\n\n' }],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=«"--1234567890123456"»\n\n----1234567890123456\n\n',
      },
    ],
  },
  check(part, { report }) {
    const boundary = part.multipart?.boundary;
    const parameter = boundary === undefined ? undefined : typeParameter(part, 'boundary');
    if (boundary === undefined || !parameter || !FORMS.some((form) => form.test(boundary))) return;
    report({ message: 'form', at: parameter.valueRange, data: { boundary: boundary.slice(0, MAX_QUOTE) } });
  },
});

/** Two hyphens and nothing but digits, or a long number alone. */
const FORMS = [/^--\d+$/, /^\d{15,}$/];
const MAX_QUOTE = 40;
