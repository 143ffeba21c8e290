// Sessions with one mistake each in what the client commands: order, arguments, parameters, TLS, login.

import { BYE, HELLO, MAIL, RCPT, SENT, session } from './smtpFaultParts.ts';
import type { SmtpFaultRow } from './smtpFaultParts.ts';

export const commandFaults: readonly SmtpFaultRow[] = [
  ['unknown-command', 'unknown', HELLO + 'C: «MIAL» FROM:<a@test.example>\nS: 500 what\n' + BYE],
  ['unknown-command', 'unknown', HELLO + SENT + 'C: «HELPME»\nS: 502 not implemented\n' + BYE],
  [
    'not-smtp',
    'other',
    'S: 220 mx.test ESMTP\nC: «GET / HTTP/1.1»\nS: 500 what\nC: Host: mx.test\nS: 500 what\n',
  ],
  ['not-smtp', 'other', 'S: 220 mx.test ESMTP\nC: «CONNECT mx.test:25 HTTP/1.0»\nS: 502 what\n'],
  ['helo-first', 'first', 'S: 220 mx.test\nC: «RCPT» TO:<b@test.example>\nS: 503 hello first\n' + BYE],
  [
    'helo-first',
    'again',
    session(['AUTH PLAIN', 'STARTTLS']) +
      'C: STARTTLS\nS: 220 go\nC: «MAIL» FROM:<a@test.example>\nS: 503 hello first\n' +
      BYE,
  ],
  ['helo-argument', 'extra', 'S: 220 mx.test\nC: EHLO my «host»\nS: 501 bad\n' + BYE],
  ['helo-argument', 'missing', 'S: 220 mx.test\nC: «HELO»\nS: 501 bad\n' + BYE],
  ['helo-argument', 'syntax', 'S: 220 mx.test\nC: EHLO «[IPv6:2001:db8:::1]»\nS: 501 bad\n' + BYE],
  ['helo-argument', 'syntax', 'S: 220 mx.test\nC: EHLO «[10.0.0.256]»\nS: 501 bad\n' + BYE],
  ['helo-name', 'address', 'S: 220 mx.test\nC: EHLO «192.0.2.7»\nS: 250 mx.test\n' + BYE],
  [
    'helo-with-esmtp-params',
    'params',
    session([], 'HELO') + 'C: MAIL FROM:<a@test.example> «BODY=8BITMIME»\nS: 555 no\n' + BYE,
  ],
  [
    'nested-mail',
    'nested',
    HELLO + MAIL + RCPT + 'C: «MAIL» FROM:<z@test.example> SIZE=5\nS: 503 nested\n' + BYE,
  ],
  ['rcpt-before-mail', 'none', HELLO + SENT + 'C: «RCPT» TO:<c@test.example>\nS: 503 MAIL first\n' + BYE],
  [
    'rcpt-before-mail',
    'none',
    HELLO + MAIL + 'C: RSET\nS: 250 ok\nC: «RCPT» TO:<c@test.example>\nS: 503 MAIL first\n' + BYE,
  ],
  [
    'data-before-rcpt',
    'none',
    HELLO + MAIL + 'C: RCPT TO:<x@test.example>\nS: 451 later\nC: «DATA»\nS: 503 RCPT first\n' + BYE,
  ],
  ['data-before-rcpt', 'none', session(['CHUNKING']) + MAIL + 'C: «BDAT» 0 LAST\nS: 503 RCPT first\n' + BYE],
  ['path-syntax', 'unclosed', HELLO + 'C: MAIL FROM:«<a@test.example»\nS: 501 no\n' + BYE],
  ['path-syntax', 'space', HELLO + MAIL + 'C: RCPT TO:«\t»<b@test.example>\nS: 501 no\n' + BYE],
  ['path-syntax', 'address', HELLO + MAIL + 'C: RCPT TO:<«b@test..example»>\nS: 501 no\n' + BYE],
  ['path-syntax', 'address', HELLO + MAIL + 'C: RCPT TO:<«b@[192.0.2.300]»>\nS: 501 no\n' + BYE],
  ['path-syntax', 'address', HELLO + MAIL + 'C: RCPT TO:<«b;c@test.example»>\nS: 501 no\n' + BYE],
  ['path-syntax', 'keyword', HELLO + 'C: MAIL «TO:»<a@test.example>\nS: 501 no\n' + BYE],
  ['path-tolerated', 'space', HELLO + 'C: MAIL FROM:« »<a@test.example>\nS: 250 ok\n' + BYE],
  ['source-route', 'route', HELLO + MAIL + 'C: RCPT TO:<«@relay.test:»b@test.example>\nS: 250 ok\n' + BYE],
  [
    'param-not-advertised',
    'missing',
    session(['SIZE']) + 'C: MAIL FROM:<a@test.example> «RET=HDRS»\nS: 555 no\n' + BYE,
  ],
  [
    'param-not-advertised',
    'missing',
    session(['SIZE']) + 'C: MAIL FROM:<a@test.example> «HOLDFOR=60»\nS: 555 no\n' + BYE,
  ],
  [
    'param-not-advertised',
    'missing',
    session(['SIZE']) + 'C: MAIL FROM:<a@test.example> «REQUIRETLS»\nS: 555 no\n' + BYE,
  ],
  ['param-value', 'value', HELLO + 'C: MAIL FROM:<a@test.example> RET=«ALL»\nS: 501 no\n' + BYE],
  [
    'param-value',
    'never',
    HELLO + MAIL + 'C: RCPT TO:<b@test.example> NOTIFY=«FAILURE,NEVER»\nS: 501 no\n' + BYE,
  ],
  ['param-value', 'other', HELLO + MAIL + 'C: RCPT TO:<b@test.example> «BODY=7BIT»\nS: 555 no\n' + BYE],
  ['param-value', 'value', HELLO + 'C: MAIL FROM:<a@test.example> SIZE=«12k»\nS: 501 no\n' + BYE],
  ['param-duplicate', 'twice', HELLO + 'C: MAIL FROM:<a@test.example> SIZE=5 «SIZE=6»\nS: 501 no\n' + BYE],
  ['xtext', 'hex', HELLO + 'C: MAIL FROM:<a@test.example> ENVID=ab«+3d»c\nS: 501 no\n' + BYE],
  [
    'xtext',
    'hex',
    HELLO + MAIL + 'C: RCPT TO:<b@test.example> ORCPT=rfc822;b«+x»@test.example\nS: 501 no\n' + BYE,
  ],
  [
    'pipelining',
    'batch',
    session(['SIZE']) +
      'C: MAIL FROM:<a@test.example>\nC: «RCPT» TO:<b@test.example>\nS: 250 ok\nS: 250 ok\n' +
      BYE,
  ],
  ['pipelining', 'last', HELLO + 'C: VRFY a\nC: «NOOP»\nS: 252 maybe\nS: 250 ok\n' + BYE],
  ['starttls', 'parameter', session(['STARTTLS']) + 'C: STARTTLS «now»\nS: 501 no\n' + BYE],
  ['starttls', 'unoffered', session(['SIZE']) + 'C: «STARTTLS»\nS: 502 no\n' + BYE],
  [
    'starttls',
    'inside',
    session(['STARTTLS']) +
      'C: STARTTLS\nS: 220 go\nC: EHLO c.test.example\nS: 250-mx.test\nS: 250-SIZE\nS: 250 «STARTTLS»\n' +
      BYE,
  ],
  [
    'starttls',
    'clear',
    session(['STARTTLS']) + 'C: STARTTLS\nC: «EHLO c.test.example»\nS: 220 go\nS: 250 mx.test\n' + BYE,
  ],
  ['starttls-stripped', 'overwritten', session(['SIZE', '«XXXXXXXA»']) + BYE],
  ['auth-mechanism', 'unoffered', session(['AUTH PLAIN']) + 'C: AUTH «CRAM-MD5»\nS: 504 no\n' + BYE],
  [
    'auth-cleartext',
    'clear',
    session(['STARTTLS', 'AUTH PLAIN']) + 'C: AUTH «PLAIN» ****\nS: 538 encrypt\n' + BYE,
  ],
  [
    'auth-base64',
    'malformed',
    session(['AUTH LOGIN']) + 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: «ann»\nS: 501 no\n' + BYE,
  ],
  [
    'auth-again',
    'again',
    session(['AUTH EXTERNAL']) +
      'C: AUTH EXTERNAL =\nS: 235 ok\nC: «AUTH» EXTERNAL =\nS: 503 already\n' +
      BYE,
  ],
  [
    'auth-in-transaction',
    'transaction',
    session(['AUTH EXTERNAL']) + MAIL + 'C: «AUTH» EXTERNAL =\nS: 503 not now\n' + BYE,
  ],
  ['auth-cancel', 'initial', session(['AUTH LOGIN']) + 'C: AUTH LOGIN «*»\nS: 501 no\n' + BYE],
  [
    'auth-empty-initial',
    'answer',
    session(['AUTH EXTERNAL']) + 'C: AUTH EXTERNAL\nS: 334 \nC: «=»\nS: 501 no\n' + BYE,
  ],
  ['obsolete-command', 'obsolete', HELLO + 'C: «SAML» FROM:<a@test.example>\nS: 502 no\n' + BYE],
  ['etrn-atrn-burl', 'unoffered', session(['SIZE']) + 'C: «ETRN» test.example\nS: 500 no\n' + BYE],
  ['arguments', 'extra', HELLO + 'C: RSET «all»\nS: 501 no\n' + BYE],
  ['arguments', 'extra', HELLO + 'C: QUIT «now»\nS: 501 no\n' + BYE],
  ['xclient', 'attribute', session(['XCLIENT NAME ADDR']) + 'C: XCLIENT «COLOUR=red»\nS: 501 no\n' + BYE],
  [
    'unknown-command',
    'unknown',
    HELLO +
      MAIL +
      RCPT +
      'C: DATA\nS: 554 no\nC: «Subject:» x\nC: \nC: body\nC: .\nS: 500 x\nS: 500 x\nS: 500 x\nS: 500 x\n' +
      BYE,
  ],
  [
    'pipelining',
    'data',
    HELLO + MAIL + RCPT + 'C: DATA\nC: «Subject: x»\nC: \nC: .\nS: 354 go\nS: 250 ok\n' + BYE,
  ],
  ['path-syntax', 'brackets', HELLO + MAIL + 'C: RCPT TO:«b@test.example»\nS: 553 5.1.3 no\n' + BYE],
  ['path-syntax', 'keyword', HELLO + MAIL + 'C: RCPT «b@test.example»\nS: 501 no\n' + BYE],
  ['param-value', 'syntax', HELLO + 'C: MAIL FROM:<a@test.example> «;SIZE=5»\nS: 555 no\n' + BYE],
  [
    'starttls',
    'twice',
    session(['STARTTLS']) +
      'C: STARTTLS\nS: 220 go\nC: EHLO c.test.example\nS: 250 mx.test\nC: «STARTTLS»\nS: 503 again\n' +
      BYE,
  ],
  ['starttls', 'transaction', session(['STARTTLS']) + MAIL + 'C: «STARTTLS»\nS: 503 not now\n' + BYE],
  [
    'auth-mechanism',
    'unoffered',
    session(['AUTH PLAIN LOGIN']) +
      'C: AUTH «SCRAM-SHA-256» biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2diTkVrcU8=\nS: 504 no\n' +
      BYE,
  ],
  ['auth-mechanism', 'none', session(['SIZE']) + 'C: «AUTH» PLAIN ****\nS: 502 no\n' + BYE],
  [
    'auth-again',
    'again',
    session(['AUTH LOGIN']) +
      'C: AUTH LOGIN ****\nS: 334 UGFzc3dvcmQ6\nC: ****\nS: 235 ok\n' +
      SENT +
      'C: «AUTH» LOGIN\nS: 503 already\n' +
      BYE,
  ],
  ['helo-first', 'first', 'S: 220 mx.test\nC: «AUTH» PLAIN ****\nS: 503 hello\n' + BYE],
  [
    'helo-first',
    'first',
    'S: 220 mx.test\nC: HELP\nS: 214 none\nC: NOOP\nS: 250 ok\nC: «DATA»\nS: 503 hello\n' + BYE,
  ],
  ['xtext', 'plain', session(['AUTH PLAIN']) + 'C: MAIL FROM:<a@test.example> AUTH=a«=»b\nS: 501 no\n' + BYE],
  [
    'secret-visible',
    'password',
    session(['AUTH PLAIN']) + 'C: AUTH PLAIN «AGFubgBodW50ZXIy»\nS: 235 ok\n' + BYE,
  ],
  ['source-route', 'route', HELLO + 'C: MAIL FROM:<«@a.test,@b.test:»x@test.example>\nS: 250 ok\n' + BYE],
  [
    'param-duplicate',
    'twice',
    HELLO + MAIL + 'C: RCPT TO:<b@test.example> NOTIFY=NEVER «notify=DELAY»\nS: 501 no\n' + BYE,
  ],
  [
    'auth-digest',
    'wrong',
    session(['AUTH CRAM-MD5 PLAIN']) +
      'C: AUTH CRAM-MD5\nS: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\nC: «dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw»\nS: 535 no\nC: AUTH PLAIN AHRpbQBvdGhlcg==\nS: 235 ok\n' +
      BYE,
  ],
];
