// Tests of what Python prints: strings of bytes with escapes.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check, read } from './testing/reading.ts';

describe('Python', () => {
  it('reads smtplib: several lines in one, summaries are notes', () => {
    const text = [
      "send: 'ehlo [127.0.0.1]\\r\\n'",
      "reply: b'250-mail\\r\\n'",
      "reply: b'250 HELP\\r\\n'",
      "reply: retcode (250); Msg: b'mail\\nHELP'",
      "data: (354, b'go')",
      "send: b'Subject: a\\\\b\\r\\n\\r\\nc\\'d\\xe9\\r\\n.\\r\\n'",
    ].join('\n');
    check(text, 'python-smtplib', 'smtp', [
      'C ehlo [127.0.0.1]',
      'S 250-mail',
      'S 250 HELP',
      'C Subject: a\\b',
      'C',
      "C c'd\u00e9",
      'C .',
    ]);
  });

  it('reads what Ruby prints, whose arrows are turned', () => {
    const text = '-> "220 mail ESMTP\\r\\n"\n<- "EHLO me\\r\\n"\n-> "250 SIZE\\r\\n"';
    check(text, 'ruby-net', 'smtp', ['S 220 mail ESMTP', 'C EHLO me', 'S 250 SIZE']);
  });

  it('reads imaplib and poplib', () => {
    const imap =
      "  43:24.20 > b'IANL0 CAPABILITY'\n  43:24.20 < b'* FLAGS (\\\\Seen)'\n  43:24.21 < b\"IANL0 NO it's\"\n  43:24.21 NO response: x";
    check(imap, 'python-imaplib', 'imap', ['C IANL0 CAPABILITY', 'S * FLAGS (\\Seen)', "S IANL0 NO it's"]);
    assert.equal(read(imap).lines.time(0), 2_604_200);
    check("*cmd* 'USER bob'\n*cmd* 'STAT'\n*stat* [b'+OK', b'12']", 'python-poplib', 'pop3', [
      'C USER bob',
      'C STAT',
    ]);
    check("*cmd* 'STAT'\n*put* b'STAT'\n*get* b'+OK 1 2\\r\\n'\n*resp* b'+OK 1 2'", 'python-poplib', 'pop3', [
      'C STAT',
      'S +OK 1 2',
    ]);
  });
});
