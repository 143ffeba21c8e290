// Tests of how messages and sessions are told apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectLanguage, opening } from './language.ts';

for (const [name, text, expected] of [
  ['a.eml', '220 mx ESMTP\r\n', 'eml'],
  ['a.EML', '', 'eml'],
  ['a.smtp', 'From: a@b\r\n', 'smtp'],
  ['a.imap', '', 'imap'],
  ['a.pop3', '', 'pop3'],
  ['-', '220 mx.example.org ESMTP\r\n', 'smtp'],
  ['log.txt', 'S: 220-mx.example.org\r\n', 'smtp'],
  ['log.txt', 'C: EHLO client.example.org\r\n', 'smtp'],
  ['log.txt', '* OK IMAP4rev1 ready\r\n', 'imap'],
  ['log.txt', 'C: a1 LOGIN ann secret\r\n', 'imap'],
  ['log.txt', 'S: +OK ready\r\n', 'pop3'],
  ['log', 'From: a@b\r\n\r\n220 is a number\r\n', 'eml'],
  ['log', 'C: this is a header field of sorts\r\n', 'eml'],
  ['log', '', 'eml'],
  ['a.mbox', '', 'mbox'],
  ['log', 'From a Fri Dec  6 10:30:00 2024\nA: b\n\nx\n\nFrom b Fri Dec  6 10:31:00 2024\nA: b\n', 'mbox'],
  ['log', 'From a Fri Dec  6 10:30:00 2024\nA: b\n\nx\n', 'eml'],
] as const) {
  test(`${name} ${JSON.stringify(text)}: ${expected}`, () =>
    assert.equal(detectLanguage(name, text), expected));
}

test('a file of SMTP may hold sessions of LMTP, as in the editor', () => {
  const reading = { name: 'a.smtp', protocol: 'smtp', orLmtp: true };
  assert.deepEqual(opening('smtp', 'a.smtp'), { format: 'transcript', reading });
  assert.deepEqual(opening('mail-session', 'log'), {
    format: 'transcript',
    reading: { name: 'log', protocol: undefined },
  });
});
