// Sessions with one mistake each in replies, messages and limits.

import { BYE, DATA, HELLO, MAIL, MESSAGE, RCPT, SENT, session } from './smtpFaultParts.ts';
import type { SmtpFaultRow } from './smtpFaultParts.ts';

export const replyFaults: readonly SmtpFaultRow[] = [
  [
    'greeting',
    'code',
    'S: «250» mx.test ESMTP ready\nC: EHLO c.test.example\nS: 250 mx.test\nC: QUIT\nS: 221 bye\n',
  ],
  ['early-talker', 'early', 'C: «EHLO c.test.example»\nS: 220 mx.test ESMTP\nS: 250 mx.test\n' + BYE],
  [
    'ehlo-response-syntax',
    'keyword',
    'S: 220 mx.test\nC: EHLO c.test.example\nS: 250-mx.test\nS: 250-«*SIZE 1000»\nS: 250 DSN\n' + BYE,
  ],
  ['ehlo-response-syntax', 'parameters', session(['«SIZE ten megabytes»', 'DSN']) + BYE],
  ['size-exceeded', 'exceeded', HELLO + 'C: MAIL FROM:<a@test.example> «SIZE=100001»\nS: 552 no\n' + BYE],
  ['limits', 'local', HELLO + 'C: MAIL FROM:<«' + 'a'.repeat(65) + '»@test.example>\nS: 501 no\n' + BYE],
  ['limits', 'line', HELLO + 'C: «NOOP ' + 'n'.repeat(600) + '»\nS: 500 too long\n' + BYE],
  [
    'limits-extension',
    'rcpt',
    session(['LIMITS RCPTMAX=1']) + MAIL + RCPT + 'C: «RCPT» TO:<c@test.example>\nS: 452 too many\n' + BYE,
  ],
  [
    'limits-extension',
    'mail',
    session(['LIMITS MAILMAX=1']) + SENT + 'C: «MAIL» FROM:<c@test.example>\nS: 421 too many\n',
  ],
  ['reply-syntax', 'missing', HELLO + 'C: NOOP\nS: «ok»\n' + BYE],
  ['reply-syntax', 'range', HELLO + 'C: NOOP\nS: «650» ok\n' + BYE],
  ['reply-multiline', 'changes', HELLO + 'C: HELP\nS: 214-one\nS: «211» two\n' + BYE],
  ['reply-multiline', 'unfinished', HELLO + 'C: HELP\nS: «214-»one\n' + BYE],
  ['reply-not-allowed', 'code', HELLO + 'C: NOOP\nS: «354» ok\n' + BYE],
  ['reply-not-allowed', 'code', HELLO + MAIL + 'C: RCPT TO:<b@test.example>\nS: «220» ok\n' + BYE],
  ['reply-extra', 'extra', HELLO + 'C: NOOP\nS: 250 ok\nS: «250» once more\n' + BYE],
  [
    'reply-missing',
    'missing',
    HELLO +
      MAIL +
      'C: «RCPT TO:<b@test.example>»\nC: DATA\nS: 354 go\n' +
      MESSAGE +
      'C: .\nS: 250 ok\n' +
      BYE,
  ],
  [
    'enhanced-class-mismatch',
    'differs',
    session(['ENHANCEDSTATUSCODES']) +
      'C: MAIL FROM:<a@test.example>\nS: 450 «5.1.8» no\nC: QUIT\nS: 221 2.0.0 bye\n',
  ],
  [
    'enhanced-missing',
    'missing',
    session(['ENHANCEDSTATUSCODES']) + 'C: NOOP\nS: «250» ok\nC: QUIT\nS: 221 2.0.0 bye\n',
  ],
  [
    'enhanced-unknown',
    'unknown',
    session(['ENHANCEDSTATUSCODES']) +
      'C: MAIL FROM:<a@test.example>\nS: 550 «5.9.99» no\nC: QUIT\nS: 221 2.0.0 bye\n',
  ],
  ['data-354', 'success', HELLO + MAIL + RCPT + 'C: DATA\nS: «250» ok\n' + BYE],
  [
    'dot-stuffing',
    'single',
    HELLO + MAIL + RCPT + `C: DATA\nS: 354 go\n${MESSAGE}C: «.»hidden\nC: .\nS: 250 ok\n` + BYE,
  ],
  [
    'no-terminator',
    'missing',
    HELLO + MAIL + RCPT + `C: DATA\nS: 354 go\n${MESSAGE}C: «the end»\nS: 250 ok\n` + BYE,
  ],
  [
    'text-after-dot',
    'text',
    HELLO +
      MAIL +
      RCPT +
      `C: DATA\nS: 354 go\n${MESSAGE}C: .\nC: «and more»\nC: .\nS: 250 ok\nS: 500 what\nS: 500 what\n` +
      BYE,
  ],
  [
    '8bit-without-8bitmime',
    'unoffered',
    session(['SIZE']) + MAIL + RCPT + `C: DATA\nS: 354 go\n${MESSAGE}C: na«ï»ve\nC: .\nS: 250 ok\n` + BYE,
  ],
  [
    'utf8-without-smtputf8',
    'address',
    session(['SIZE']) + 'C: MAIL FROM:<«ä@test.example»>\nS: 553 no\n' + BYE,
  ],
  [
    'bdat',
    'size',
    session(['CHUNKING']) + MAIL + RCPT + 'C: BDAT «4» LAST\nC: Subject: test\nS: 500 what\n' + BYE,
  ],
  [
    'bdat',
    'mixed',
    session(['CHUNKING']) + MAIL + RCPT + 'C: BDAT 0\nS: 250 ok\nC: «DATA»\nS: 503 no\n' + BYE,
  ],
  ['bdat', 'advertised', session(['SIZE']) + MAIL + RCPT + 'C: «BDAT» 0 LAST\nS: 502 no\n' + BYE],
  ['bdat', 'syntax', session(['CHUNKING']) + MAIL + RCPT + 'C: BDAT «0x10» LAST\nS: 501 no\n' + BYE],
  ['auth-required', 'login', HELLO + 'C: MAIL FROM:<a@test.example>\nS: «530» 5.7.0 log in\n' + BYE],
  ['quit-missing', 'missing', HELLO + MAIL + RCPT + `C: DATA\nS: 354 go\n${MESSAGE}C: .\nS: «250 queued»\n`],
  [
    'bounce-many-rcpt',
    'several',
    HELLO + 'C: MAIL FROM:<>\nS: 250 ok\n' + RCPT + 'C: RCPT TO:«<c@test.example>»\nS: 250 ok\n' + BYE,
  ],
  [
    'lmtp',
    'hello',
    'S: 220 lmtp.test LMTP\nC: LHLO c.test.example\nS: 250 lmtp.test\nC: «HELO» c.test.example\nS: 500 no\n' +
      BYE,
  ],
  [
    'lmtp',
    'replies',
    'S: 220 lmtp.test LMTP\nC: LHLO c.test.example\nS: 250 lmtp.test\n' +
      MAIL +
      RCPT +
      'C: RCPT TO:<c@test.example>\nS: 250 ok\n' +
      `C: «DATA»\nS: 354 go\n${MESSAGE}C: .\nS: 250 ok\n` +
      BYE,
  ],
  [
    'envelope-header',
    'recipients',
    HELLO + MAIL + 'C: RCPT TO:«<hidden@else.example>»\nS: 250 ok\n' + DATA + BYE,
  ],
  [
    'too-many-rcpt',
    'code',
    HELLO + MAIL + RCPT + 'C: RCPT TO:<c@test.example>\nS: «552» too many recipients\n' + DATA + BYE,
  ],
  [
    'size-mismatch',
    'larger',
    HELLO +
      'C: MAIL FROM:<a@test.example> SIZE=10\nS: 250 ok\n' +
      RCPT +
      DATA.replace('C: From: <a@test.example>', 'C: «From: <a@test.example>»') +
      BYE,
  ],
  [
    'bare-cr-lf',
    'bare',
    "send: 'ehlo c.test.example\\r\\n'\nreply: b'250 mx.test\\r\\n'\nsend: 'noop\\r\\n'\nreply: b'250 ok\\r\\n'\nsend: '«rset»\\n'\nreply: b'250 ok\\r\\n'\n",
  ],
  [
    'double-cr',
    'double',
    "send: 'ehlo c.test.example\\r\\n'\nreply: b'250 mx.test\\r\\n'\nsend: 'noop\\r\\n'\nreply: b'250 ok\\r\\n'\nsend: '«rset\\r»\\r\\n'\nreply: b'250 ok\\r\\n'\n",
  ],
  [
    '421-missing',
    'closed',
    'S: 220 mx.test\nC: EHLO c.test.example\nS: 250 mx.test\n' +
      MAIL +
      '«Connection closed by foreign host.»\n',
  ],
  ['transcript-truncated', 'reply', HELLO + 'C: HELP\nS: 214-one\nS: «214-two»\n'],
  [
    'reply-out-of-order',
    'order',
    HELLO +
      MAIL +
      'C: RCPT TO:<b@test.example>\nC: DATA\nS: 354 go\nS: «250» ok\n' +
      MESSAGE +
      'C: .\nS: 250 ok\n' +
      BYE,
  ],
  [
    'timeouts',
    'server',
    '10:00:00 S: 220 mx.test\n10:00:01 C: EHLO c.test.example\n10:00:02 S: 250 mx.test\n10:00:03 C: MAIL FROM:<a@test.example>\n10:06:03 S: «250» ok\n',
  ],
  [
    'early-talker',
    'early',
    'S: 220-mx.test wait\nC: «EHLO c.test.example»\nS: 220 mx.test\nS: 250 mx.test\n' + BYE,
  ],
  [
    'data-354',
    'success',
    session(['CHUNKING']) + MAIL + RCPT + 'C: DATA\nS: «250» go\n' + MESSAGE + 'C: .\nS: 250 queued\n' + BYE,
  ],
  [
    'lmtp',
    'hello',
    'S: 220 lmtp.test LMTP\nC: LHLO c.test.example\nS: 250 lmtp.test\nC: «EHLO» c.test.example\nS: 500 no\n' +
      BYE,
  ],
  [
    'limits',
    'domain',
    HELLO +
      MAIL +
      'C: RCPT TO:<b@«' +
      'd'.repeat(60) +
      ('.' + 'e'.repeat(60)).repeat(4) +
      '»>\nS: 501 no\n' +
      BYE,
  ],
  ['limits', 'reply', HELLO + 'C: NOOP\nS: «250 ' + 'y'.repeat(600) + '»\n' + BYE],
  [
    'bdat',
    'last',
    session(['CHUNKING']) + MAIL + RCPT + 'C: BDAT 6\nC: body\nS: 250 ok\nC: «QUIT»\nS: 221 bye\n',
  ],
  ['bdat', 'tail', session(['CHUNKING']) + MAIL + RCPT + 'C: BDAT 0 «END»\nS: 501 no\n' + BYE],
  [
    'bdat',
    'binary',
    session(['CHUNKING', 'BINARYMIME', '8BITMIME']) +
      'C: MAIL FROM:<a@test.example> BODY=BINARYMIME\nS: 250 ok\n' +
      RCPT +
      'C: «DATA»\nS: 503 no\n' +
      BYE,
  ],
  [
    'enhanced-class-mismatch',
    'differs',
    session(['ENHANCEDSTATUSCODES']) + 'C: NOOP\nS: 250 «4.0.0» ok\nC: QUIT\nS: 221 2.0.0 bye\n',
  ],
  ['reply-syntax', 'missing', HELLO + 'C: NOOP\nS: «2500 ok»\n' + BYE],
  ['reply-multiline', 'separator', HELLO + 'C: NOOP\nS: 250«:»ok\n' + BYE],
  ['reply-not-allowed', 'code', HELLO + 'C: QUIT\nS: «250» bye\n'],
  ['reply-not-allowed', 'code', HELLO + 'C: RSET\nS: «220» ok\n' + BYE],
  ['ehlo-response-syntax', 'unknown', session(['SIZE', '«FROBNICATE»']) + BYE],
  ['vrfy-expn', 'unsure', HELLO + 'C: VRFY ann\nS: «252» maybe\n' + BYE],
  ['retry-advice', 'greylisted', HELLO + 'C: MAIL FROM:<a@test.example>\nS: «450» greylisted\n' + BYE],
];
