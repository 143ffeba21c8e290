// Tests of the hovers of values: what stands behind the words of commands and replies, and the state around them.

import { test } from 'node:test';
import { checkHover } from '../../testing/hoverFixture.ts';

const open = 'S: * OK hi\nC: a1 LOGIN al pw\nS: a1 OK in\nC: a2 SELECT INBOX\nS: * 9 EXISTS\nS: a2 OK in\n';
const imap = (line: string, range: string, ...expected: readonly string[]): void => {
  checkHover(`${open}${line}\n`, range, 'imap', ...expected);
};

test('an envelope by its places, addresses whole, subjects decoded', () => {
  const fetched = (envelope: string): string =>
    `C: a3 FETCH 1 ENVELOPE\nS: * 1 FETCH (ENVELOPE ${envelope})\nS: a3 OK`;
  const rest = 'NIL NIL NIL NIL NIL NIL "<a@b>"';
  imap(fetched(`("d" "=?utf-8?q?R│=C3=A9?=" NIL ${rest})`), '"=?utf-8?q?R=C3=A9?="', '**Subject**: Ré');
  imap(fetched(`("d" "s" (("Ann" NIL "a│nn" "b.c")) ${rest})`), '("Ann" NIL "ann" "b.c")', 'Ann `<ann@b.c>`');
  imap(fetched(`("d" "s" NIL N│IL ${rest.slice(4)})`), 'NIL', '**Sender**: none');
  imap(fetched('("d" "s" NIL NIL NIL NIL NIL NIL NIL "<a│@b>")'), '"<a@b>"', '**Message-ID**');
});

test('a body structure by its places', () => {
  const body = (text: string): string => `C: a3 FETCH 1 BODY\nS: * 1 FETCH (BODY ${text})\nS: a3 OK`;
  imap(body('("TEXT" "PLAIN" NIL NIL NIL "7B│IT" 3000 20)'), '"7BIT"', '**Content-Transfer-Encoding**');
  imap(body('("TEXT" "PLAIN" NIL NIL NIL "7BIT" 30│00 20)'), '3000', '2.9 KB');
  imap(body('("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3000 2│0)'), '20', '**Number of lines**');
  imap(body('(("A" "B" NIL NIL NIL "7BIT" 1) "MIX│ED")'), '"MIXED"', '**Subtype of the multipart**');
});

test('values by the word in front of them', () => {
  imap(
    'C: a3 FETCH 1 X\nS: * 1 FETCH (RFC822.SIZE 14│00)\nS: a3 OK',
    '1400',
    'Here 1.4 KB.',
    '`RFC822.SIZE`',
  );
  imap('C: a3 SEARCH FROM an│n', 'ann', '**`FROM`** Messages with');
  imap('C: a3 SEARCH SINCE 1-J│an-2024', '1-Jan-2024', '2024-01-01');
  imap('C: a3 FETCH 1 (BODY[1.│2] FLAGS)', '1.2', '**Part** `1.2`');
  imap('C: a3 FETCH 1 BODY[]<0.20│48>', '<0.2048>', 'From octet 0 on, 2.0 KB');
  imap('C: a3 FETCH 1 BODY[HEADER.FIELDS (Sub│ject)]', 'Subject', 'What the message is about');
  imap('S: * 5│ EXPUNGE', '5', 'Message number `5`.', '`EXPUNGE`');
  imap(
    'S: * 1 FETCH (INTERNALDATE "14-May-20│24 09:02:41 +0200")',
    '"14-May-2024 09:02:41 +0200"',
    '07:02:41',
  );
  imap('C: a3 SORT (REV│ERSE DATE) UTF-8 ALL', 'REVERSE', 'round');
  imap('C: a3 LIST "" "Work/│%"', '"Work/%"', '`%` for any within one level');
  imap('S: * NAMESPACE (("" "/")) N│IL NIL', 'NIL', 'other users');
  imap('S: * QUOTA "" (STORAGE 1│0 512)', 'STORAGE 10 512', '10 KB of 512 KB used');
  imap('S: * MYRIGHTS INBOX lr│s', 'lrs', '`r` open and read it');
  imap('C: a3 ID ("name" "mu│tt")', '"mutt"', '**`name`**: the name of the program');
  imap('S: * EXISST│S 3', 'EXISSTS', 'no response that is known');
});

test('texts of replies say what their code means, and known servers what they mean', () => {
  checkHover(
    'S: 220 a\nC: RCPT TO:<x@y.z>\nS: 550 5.1.1 no such│ user\n',
    'no such user',
    'smtp',
    'Refused for good',
  );
  checkHover('S: 220 a\nC: EHLO b\nS: 250-a\nS: 250 SIZE 10│00\n', '1000', 'smtp', '**`SIZE [octets]`**');
  checkHover('C: MAIL FR│OM:<a@b.c>\n', 'FROM:', 'smtp', '**`Reverse-path`** of `MAIL`');
  const login = (answer: string, ...expected: readonly string[]): void => {
    checkHover(
      `S: * OK hi\nC: a1 LOGIN al pw\nS: a1 ${answer}\n`,
      answer.replace(/^NO \S+ |│/g, ''),
      'imap',
      ...expected,
    );
  };
  login('NO [AUTHENTICATIONFAILED] Invalid│ credentials (Failure)', '**Gmail**', 'app password', 'Next: ');
  login('NO [ALERT] Application-specific password│ required', '**Gmail**', 'two-step');
  checkHover(
    'S: * OK hi\nC: a1 LOGIN al pw\nS: a1 N│O LOGIN failed.\n',
    'NO',
    'imap',
    '**Microsoft**',
    'OAuth',
  );
  checkHover(
    'S: +OK hi\nC: USER a\nS: +OK\nC: PASS b\nS: -ER│R [AUTH] Username and password not accepted.\n',
    '-ERR',
    'pop3',
    '**Gmail**',
  );
});

test('POP3: counts, sizes and identifiers', () => {
  const drop = 'S: +OK hi <1.2@b>\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\n';
  checkHover(`${drop}C: STAT\nS: +OK 2│ 320\n`, '2', 'pop3', '**2 messages**');
  checkHover(`${drop}C: STAT\nS: +OK 2 32│00\n`, '3200', 'pop3', '**3.1 KB**', 'all messages');
  checkHover(`${drop}C: LIST\nS: +OK\nS: 1 12│0\nS: .\n`, '120', 'pop3', '**120 bytes**');
  checkHover(`${drop}C: UIDL\nS: +OK\nS: 1 ab│c\nS: .\n`, 'abc', 'pop3', 'unique identifier');
  checkHover('S: +OK hi <1.2@│b>\nC: QUIT\nS: +OK\n', '<1.2@b>', 'pop3', 'APOP');
});

test('the state: messages that vanished, excerpts, what is not known', () => {
  imap('C: a3 EXPUNGE\nS: * VANISHED 3,5:6\nS: a3 OK\nC: a4 NO│OP', 'NOOP', 'Mailbox `INBOX`, 6 messages');
  checkHover(
    'C: a3 FETCH 1 FLAGS\nS: * 1 FETCH (FLAGS ())\nS: a3 OK\nC: a4 NO│OP\nS: * 22 EXISTS\n',
    'NOOP',
    'imap',
    '- Logged in',
    'Mailbox not known',
  );
  checkHover(
    'C: RCPT TO:<a@b.c>\nS: 250 OK\nC: DA│TA\nS: 354 go\n',
    'DATA',
    'smtp',
    'begun outside of this log',
  );
  checkHover('S: +OK hi\nC: NO│OP\n', 'NOOP', 'pop3', '- Not logged in', '!encrypted');
  checkHover('C: RETR 1\nS: -ERR no\nC: STAT\nS: +OK 1 20\nC: NO│OP\n', 'NOOP', 'pop3', '- Logged in');
});

test('what ends a block or IDLE', () => {
  checkHover(
    'S: 220 a\nC: DATA\nS: 354 go\nC: A: b\nC: \nC: │.\nS: 250 OK\n',
    '.',
    'smtp',
    'ends the message',
  );
  checkHover('S: +OK hi\nC: CAPA\nS: +OK\nS: UIDL\nS: │.\n', '.', 'pop3', 'ends the lines');
  imap('C: a3 IDLE\nS: + idling\nC: DO│NE', 'DONE', 'ends IDLE');
});

test('names and subjects from the log stay text', () => {
  const rest = 'NIL NIL NIL NIL NIL NIL NIL NIL';
  imap(
    `C: a3 FETCH 1 ENVELOPE\nS: * 1 FETCH (ENVELOPE ("d" "=?utf-8?q?=5Ba=5D=28http=3A//│b=29=3Cimg=3E?=" ${rest}))`,
    '"=?utf-8?q?=5Ba=5D=28http=3A//b=29=3Cimg=3E?="',
    '**Subject**',
    '![a](http',
    '!<img>',
  );
});
