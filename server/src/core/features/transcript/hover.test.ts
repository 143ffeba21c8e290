// Tests of the hovers of sessions, in every notation.

import { test } from 'node:test';
import { checkHover } from '../../testing/hoverFixture.ts';

test('a command: what it does, its syntax, when, its outcome', () => {
  checkHover(
    'S: 220 a\nC: EHLO b.c\nS: 250 a\nC: MA│IL FROM:<a@b.c> SIZE=2048\nS: 250 OK\n',
    'MAIL',
    'smtp',
    '**`MAIL FROM:Reverse-path [Mail-parameters]`**',
    'Starts a mail transaction',
    '- Allowed in: ready',
    '(https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.2)',
    'accepted (250)',
  );
  checkHover('C: MAIL FROM:<a@b.c> SI│ZE=2048\n', 'SIZE=2048', 'smtp', 'Here 2.0 KB', '`SIZE`');
  checkHover('C: MAIL FROM:<a@b│.c>\n', '<a@b.c>', 'smtp', '**`Reverse-path`**');
});

test('arguments of one kind are explained once', () => {
  const argument = '- `mailbox`: A mailbox; INBOX in any case, others as the server writes them.';
  const once = [argument, `!${argument}\n${argument}`];
  checkHover('C: a1 REN│AME old new\n', 'RENAME', 'imap', '**`RENAME mailbox mailbox`**', ...once);
});

test('codes in plain words with the next step, and who wrote them', () => {
  checkHover(
    'S: 220 a\nC: RCPT TO:<x@y.z>\nS: 55│0 5.1.1 no such user\n',
    '550',
    'smtp',
    'Refused for good',
    'Next: ',
    '**`5.1.1`**',
    'Answers `RCPT`.',
  );
  checkHover(
    'S: 220 a\nC: MAIL FROM:<a@b.c>\nS: 451 4.7│.1 later\n',
    '4.7.1',
    'smtp',
    '**`4.7.1`**',
    'Next: ',
  );
  const sender = 'S: 220 a\nC: MAIL FROM:<a@b.c>\nS: 250 ';
  checkHover(
    `${sender}2.1│.0 Ok\n`,
    '2.1.0',
    'smtp',
    'It worked. It is about an address.',
    '!wrong',
    '!Next: ',
  );
  checkHover(`${sender}2.1│.5 Ok\n`, '2.1.5', 'smtp', 'It worked. The address is valid.');
  checkHover(`${sender}2.0│.0 Ok\n`, '2.0.0', 'smtp', 'It worked. Nothing more is known.');
  checkHover(
    `${sender}5.1│.0 no\n`,
    '5.1.0',
    'smtp',
    'Something is wrong with an address. It failed for good.',
  );
  checkHover(
    'S: 220 a\nC: MAIL FROM:<a@b.c>\nS: 55│0 5.7.26 unauthenticated email from b.c is not accepted\n',
    '550',
    'smtp',
    '**Gmail**',
  );
});

test('the state of the session: login, TLS, envelope, capabilities', () => {
  checkHover(
    `S: 220 a
C: EHLO b.c
S: 250-a
S: 250-STARTTLS
S: 250 SIZE 100
C: AUTH PLAIN AGFsaWNlAHNlY3JldA==
S: 235 OK
C: MAIL FROM:<a@b.c>
S: 250 OK
C: RCPT TO:<x@y.z>
S: 250 OK
C: DA│TA
S: 354 go
`,
    'DATA',
    'smtp',
    '*The session here*',
    '- Logged in as `alice`',
    '- Not encrypted',
    '- Envelope: from `<a@b.c>` to 1 recipient: `<x@y.z>`',
    '- Capabilities: `STARTTLS`, `SIZE`',
    '!secret',
  );
});

test('a step of a login, secrets masked', () => {
  checkHover(
    'S: 220 a\nC: AUTH PLAIN AGFsa│WNlAHNlY3JldA==\nS: 235 OK\n',
    'AGFsaWNlAHNlY3JldA==',
    'smtp',
    '- user: `alice`',
    '- password: `••••`',
    '!secret',
  );
  checkHover(
    'S: 220 a\nC: AUTH LOGIN\nS: 334 VXNlc│m5hbWU6\nC: YQ==\n',
    'VXNlcm5hbWU6',
    'smtp',
    '- prompt: `Username:`',
  );
});

test('capabilities', () => {
  checkHover(
    'S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250 SI│ZE 1000000\n',
    'SIZE',
    'smtp',
    '**`SIZE [octets]`**',
    'Here 977 KB.',
  );
  checkHover('S: * OK [CAPABILITY IMAP4rev1 ID│LE] hi\n', 'IDLE', 'imap', '**`IDLE`**');
  checkHover('S: +OK hi\nC: CAPA\nS: +OK\nS: UI│DL\nS: .\n', 'UIDL', 'pop3', '**`UIDL`**');
});

test('sets, flags, mailboxes, items, keys, literals and response codes of IMAP', () => {
  const login = 'S: * OK hi\nC: a1 LOGIN alice secret\nS: a1 OK in\n';
  const open = `${login}C: a2 EXAMINE INBOX\nS: * 7 EXISTS\nS: * 1 EXPUNGE\nS: a2 OK [READ-ONLY] in\n`;
  checkHover(
    `${open}C: a3 FETCH 2:4,│9 (FLAGS)\n`,
    '2:4,9',
    'imap',
    '**4 messages**',
    '2, 3, 4, 9',
    '- Logged in as `alice`',
    '- Mailbox `INBOX`, read only, 6 messages',
    '!secret',
  );
  checkHover(`${open}C: a3 FETCH 5│:* (FLAGS)\n`, '5:*', 'imap', 'Open at the end', '5, up to the last one');
  checkHover(`${open}C: a3 FETCH 1 (BODY.PE│EK[])\n`, 'BODY.PEEK', 'imap', 'without setting');
  checkHover(`${open}C: a3 UID SEARCH UNSE│EN\n`, 'UNSEEN', 'imap', 'Messages without');
  checkHover(`${open}C: a3 STORE 1 +FLAGS (\\Se│en)\n`, '\\Seen', 'imap', 'has been read');
  checkHover(
    `${login}C: a3 SELECT "Entw&AP│w-rfe"\n`,
    '"Entw&APw-rfe"',
    'imap',
    'Mailbox `Entwürfe`',
    'modified UTF-7',
  );
  checkHover(`${login}C: a3 APPEND Drafts {1│0}\n`, '{10}', 'imap', 'A literal of 10 bytes', 'waits');
  checkHover(`${login}C: a3 SELECT x\nS: a3 NO [NONEXI│STENT] no\n`, 'NONEXISTENT', 'imap', 'Next: ');
  checkHover(`${login}C: a3 LOG│IN alice pass\n`, 'LOGIN', 'imap', '**`LOGIN userid password`**', '!pass\n');
});

test('POP3: status, response code, what is marked', () => {
  checkHover(
    'S: +OK hi\nC: USER alice\nS: +OK\nC: PASS secret\nS: +OK in\nC: DELE 1\nS: +OK\nC: NO│OP\nS: +OK\n',
    'NOOP',
    'pop3',
    '- Logged in as `alice`',
    '- 1 message marked as deleted: gone at QUIT',
  );
  checkHover('S: +OK hi\nC: PASS x\nS: -ERR [IN-│USE] busy\n', 'IN-USE', 'pop3', 'Next: ');
});

test('text from the log stays text', () => {
  checkHover(
    'S: 220 a\nC: XY│ZZY [a](http://b)\nS: 500 no\n',
    'XYZZY',
    'smtp',
    '**`XYZZY`** is no command',
    '![a](http',
  );
});
