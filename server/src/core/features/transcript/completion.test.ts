// Tests of completion in sessions, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSession } from '../../testing/sessionExamples.ts';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import { applyEdits } from '../../text/edits.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import { transcriptCompletions } from './completion.ts';

const ports = { now: () => 0, zoneMinutes: () => 0, unique: () => 'x' };
const seen = { addresses: ['Alice <alice@a.example>', 'bob@b.example'], ids: [] };

interface Expected {
  /** Labels that must be there. */
  readonly offers: readonly string[];
  /** Labels that must not. */
  readonly not?: readonly string[];
  /** The session once the first of `offers` is taken. */
  readonly taken?: string;
}

function check(session: string, { offers, not = [], taken }: Expected, protocol: Protocol = 'smtp'): void {
  for (const { document, cursor, host, back, notation } of sessionFixtures(session, protocol)) {
    const found = transcriptCompletions(document, cursor, ports, seen);
    const labels = found.map(({ label }) => label);
    for (const label of offers) {
      assert.ok(labels.includes(label), `${notation}: no ${label} in ${labels.join(' ')}`);
    }
    for (const label of not) {
      assert.ok(!labels.includes(label), `${notation}: ${label} in ${labels.join(' ')}`);
    }
    if (taken === undefined) continue;
    const first = found.find(({ label }) => label === offers[0]);
    assert.equal(first && back(applyEdits(host, [first])), taken, notation);
  }
}

const hello = 'S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250-AUTH PLAIN X-OWN\nS: 250-DSN\nS: 250 8BITMIME\n';

test('commands that the state allows and the server has announced', () => {
  check(`${hello}C: M│\n`, {
    offers: ['MAIL', 'RSET', 'AUTH', 'QUIT'],
    not: ['RCPT', 'DATA', 'BDAT', 'STARTTLS', 'LHLO', 'ETRN'],
    taken: `${hello}C: MAIL FROM:<\n`,
  });
  check(`${hello}C: MAIL FROM:<a@b.c>\nS: 250 OK\nC: R│C\n`, {
    offers: ['RCPT'],
    not: ['MAIL', 'DATA'],
    taken: `${hello}C: MAIL FROM:<a@b.c>\nS: 250 OK\nC: RCPT TO:<\n`,
  });
});

test('addresses, announced parameters and their values, mechanisms', () => {
  check(`${hello}C: MAIL FROM:<│\n`, {
    offers: ['alice@a.example', 'bob@b.example'],
    taken: `${hello}C: MAIL FROM:<alice@a.example>\n`,
  });
  check(`${hello}C: MAIL FROM:<a@b.c> RET=FULL B│\n`, {
    offers: ['BODY', 'ENVID'],
    not: ['SIZE', 'RET', 'NOTIFY'],
    taken: `${hello}C: MAIL FROM:<a@b.c> RET=FULL BODY=\n`,
  });
  check(`${hello}C: MAIL FROM:<a@b.c> BODY=│\n`, { offers: ['8BITMIME', '7BIT'] });
  check(`${hello}C: AUTH │\n`, { offers: ['PLAIN', 'X-OWN'], not: ['LOGIN'] });
});

test('what a server says: codes, enhanced codes, keywords', () => {
  check('S: 220 a\nC: RCPT TO:<a@b.c>\nS: 5│\n', {
    offers: ['550', '250'],
    taken: 'S: 220 a\nC: RCPT TO:<a@b.c>\nS: 550 \n',
  });
  check('S: 220 a\nC: RCPT TO:<a@b.c>\nS: 550 5│ no\n', { offers: ['5.1.1'], not: ['4.1.1'] });
  check('S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250 S│\n', { offers: ['SIZE', 'STARTTLS'] });
});

test('IMAP: tags, commands, items, flags, mailboxes', () => {
  const start =
    'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE] hi\nC: a009 LOGIN a b\nS: * CAPABILITY IMAP4rev1 IDLE\nS: a009 OK in\n';
  const list = `${start}C: a010 LIST "" *\nS: * LIST (\\HasNoChildren) "/" Drafts\nS: * LIST () "/" "Sent Mail"\nS: a010 OK\n`;
  check(
    `${start}C: a010 S│\n`,
    {
      offers: ['SELECT', 'IDLE'],
      not: ['FETCH', 'LOGIN', 'MOVE', 'ENABLE'],
      taken: `${start}C: a010 SELECT \n`,
    },
    'imap',
  );
  check(`${list}C: a011 SELECT │\n`, { offers: ['Drafts', 'INBOX', '"Sent Mail"'] }, 'imap');
  const open = `${start}C: a010 SELECT INBOX\nS: a010 OK in\n`;
  check(
    `${open}C: a011 FETCH 1 (F│\n`,
    {
      offers: ['FLAGS', 'BODY.PEEK'],
      not: ['MODSEQ', 'CHANGEDSINCE', 'HEADER', 'ALL'],
      taken: `${open}C: a011 FETCH 1 (FLAGS\n`,
    },
    'imap',
  );
  check(`${open}C: a011 UID │\n`, { offers: ['FETCH', 'SEARCH'], not: ['UID FETCH', 'MOVE'] }, 'imap');
  check(`${open}C: a011 SEARCH UN│\n`, { offers: ['UNSEEN', 'FROM'] }, 'imap');
  check(
    `${open}C: a011 STORE 1 │\n`,
    { offers: ['+FLAGS'], taken: `${open}C: a011 STORE 1 +FLAGS (\n` },
    'imap',
  );
  check(
    `${open}C: a011 STORE 1 +FLAGS (\\│\n`,
    { offers: ['\\Seen', '$Junk'], taken: `${open}C: a011 STORE 1 +FLAGS (\\Seen\n` },
    'imap',
  );
  check(`${open}C: a011 NOOP\nS: a011 │\n`, { offers: ['OK', 'NO', 'BAD'] }, 'imap');
  check(`${open}C: a011 NOOP\nS: a011 NO [│\n`, { offers: ['ALREADYEXISTS'] }, 'imap');
});

test('POP3: commands of the state, status, response codes', () => {
  check('S: +OK hi\nC: │U\n', { offers: ['USER', 'CAPA'], not: ['RETR', 'PASS'] }, 'pop3');
  check(
    'S: +OK hi\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: R│\n',
    { offers: ['RETR', 'RSET'], not: ['USER', 'PASS'] },
    'pop3',
  );
  check('S: +OK hi\nC: PASS a\nS: -ERR [│\n', { offers: ['IN-USE'] }, 'pop3');
});

test('nothing in remarks and in answers of a dialogue', () => {
  for (const session of [
    'S: 220 a\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YQ│==\n',
    'S: 220 a\n# rem│ark\nC: NOOP\nS: 250 OK\n',
  ]) {
    for (const { document, cursor } of sessionFixtures(session)) {
      assert.deepEqual(transcriptCompletions(document, cursor, ports, seen), []);
    }
  }
});

test('nothing that the session no longer allows, and brackets where they are missing', () => {
  check(`${hello}C: AUTH PLAIN AGEAYg==\nS: 235 OK\nC: M│\n`, { offers: ['MAIL'], not: ['AUTH', 'TURN'] });
  check(`S: 220 a\nC: EHLO b\nS: 250-a\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nC: S│\n`, {
    offers: ['EHLO'],
    not: ['STARTTLS'],
  });
  check(`${hello}C: MAIL FROM:│\n`, {
    offers: ['alice@a.example', '<>'],
    not: ['Postmaster'],
    taken: `${hello}C: MAIL FROM:<alice@a.example>\n`,
  });
  check(`${hello}C: MAIL FROM:<al│>\n`, {
    offers: ['alice@a.example'],
    taken: `${hello}C: MAIL FROM:<alice@a.example>\n`,
  });
  check(`${hello}C: MAIL FROM:<a@b.c>\nS: 250 OK\nC: RCPT TO:<a@b.c> NOTIFY=SUCCESS,D│\n`, {
    offers: ['DELAY', 'FAILURE'],
    not: ['NEVER', 'SUCCESS'],
    taken: `${hello}C: MAIL FROM:<a@b.c>\nS: 250 OK\nC: RCPT TO:<a@b.c> NOTIFY=SUCCESS,DELAY\n`,
  });
});

test('the codes that may answer, and keywords in each line of the answer to EHLO', () => {
  check('S: │\nC: EHLO b.c\n', { offers: ['220', '554'], not: ['250', '354'] });
  check('S: 220 a\nC: RCPT TO:<a@b.c>\nS: │\n', { offers: ['250', '550'], not: ['354', '221'] });
  check('S: 220 a\nC: DATA\nS: │\n', { offers: ['354', '503'], not: ['250', '334'] });
  check('S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250-ST│\nS: 250 HELP\n', {
    offers: ['STARTTLS', 'SIZE'],
    not: ['250'],
    taken: 'S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250-STARTTLS\nS: 250 HELP\n',
  });
});

test('IMAP: what the grammar allows at each place', () => {
  const start =
    'S: * OK [CAPABILITY IMAP4rev1] hi\nC: a1 LOGIN a b\nS: a1 OK [CAPABILITY IMAP4rev1 IDLE ENABLE CONDSTORE ESEARCH SORT THREAD=REFERENCES LIST-EXTENDED] in\n';
  const open = `${start}C: a2 SELECT INBOX\nS: * 3 EXISTS\nS: a2 OK in\n`;
  const at = (line: string, expected: Expected): void => check(`${open}${line}\n`, expected, 'imap');
  at('C: a3 FETCH │', { offers: ['1:*'], not: ['$'] });
  at('C: a3 FETCH 1 │', { offers: ['ALL', 'BODY.PEEK'], not: ['X-GM-LABELS', 'BINARY'] });
  at('C: a3 FETCH 1 BODY[1.│', { offers: ['MIME', 'HEADER.FIELDS'], not: ['FLAGS'] });
  at('C: a3 FETCH 1 BODY[HEADER.FIELDS (│', { offers: ['Subject', 'Message-ID'], not: ['FLAGS'] });
  at('C: a3 FETCH 1 FLAGS (│', { offers: ['CHANGEDSINCE'], not: ['VANISHED', 'FLAGS'] });
  at('C: a3 STORE 1 +FLAGS (\\Seen │', { offers: ['\\Flagged'], not: ['\\Seen', '\\Recent', '\\*'] });
  at('C: a3 SEARCH RETURN (│', { offers: ['MIN', 'COUNT'], not: ['SAVE', 'PARTIAL', 'UNSEEN'] });
  at('C: a3 SEARCH FROM │', { offers: [], not: ['UNSEEN', 'FROM'] });
  at('C: a3 SORT (REVERSE │', { offers: ['DATE', 'ARRIVAL'], not: ['DISPLAYFROM', 'UNSEEN'] });
  at('C: a3 SORT (DATE) │', { offers: ['UTF-8'] });
  at('C: a3 THREAD │', { offers: ['REFERENCES'], not: ['ORDEREDSUBJECT', 'RETURN'] });
  at('C: a3 STATUS INBOX (MESSAGES │', { offers: ['UNSEEN', 'HIGHESTMODSEQ'], not: ['MESSAGES', 'SIZE'] });
  at('C: a3 LIST "" │', { offers: ['*', '%'] });
  at('C: a3 LIST "" * RETURN (│', { offers: ['CHILDREN'], not: ['STATUS', 'SPECIAL-USE'] });
  at('C: a3 SELECT INBOX (│', { offers: ['CONDSTORE'], not: ['QRESYNC', 'UTF8'] });
  at('C: a3 ENABLE │', { offers: ['CONDSTORE'], not: ['QRESYNC', 'UTF8=ACCEPT'] });
  at('C: a3 CREATE │', { offers: [], not: ['INBOX'] });
  at('C: a3 IDLE\nS: + idling\nC: │', { offers: ['DONE'], not: ['a4'] });
  at('C: a3 NOOP\nS: * 4 │', { offers: ['EXISTS', 'EXPUNGE'], not: ['LIST', 'OK'] });
  at('C: a3 NOOP\nS: * │', { offers: ['LIST', 'OK'], not: ['EXISTS', 'FETCH'] });
  at('C: a3 LIST "" *\nS: * LIST (│', { offers: ['\\HasNoChildren', '\\Sent'], not: ['\\Seen'] });
  at('C: a3 FETCH 1 FLAGS\nS: * 1 FETCH (│', { offers: ['FLAGS', 'UID'], not: ['BODY.PEEK'] });
});

test('POP3: the messages that are left', () => {
  const drop = 'S: +OK hi\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: STAT\nS: +OK 3 300\nC: DELE 2\nS: +OK\n';
  check(`${drop}C: RETR │\n`, { offers: ['1', '3'], not: ['2', '4'], taken: `${drop}C: RETR 1\n` }, 'pop3');
});

test('what is taken is written as the notation writes it', () => {
  const line = (src: string, msg: string): string => `${JSON.stringify({ level: 20, src, msg, cid: 'x' })}\n`;
  const host =
    line('s', '* OK hi') +
    line('c', 'A1 LIST "" *') +
    line('s', '* LIST () "/" "Sent Mail"') +
    line('s', 'A1 OK done') +
    line('c', 'A2 SELECT ');
  const document = readSession(host, 'imap');
  const cursor = host.lastIndexOf('SELECT ') + 'SELECT '.length;
  const found = transcriptCompletions(document, cursor, ports, seen).find(
    ({ label }) => label === '"Sent Mail"',
  );
  assert.ok(found);
  const written = applyEdits(host, [found]).trim().split('\n').at(-1) ?? '';
  assert.equal((JSON.parse(written) as { msg: string }).msg, 'A2 SELECT "Sent Mail"');
});

test('where a log wraps a line, nothing is offered that would change more than the word at the cursor', () => {
  const wrapped = readSession('C:YT0iY2hyaXMiLHJlYWxtPSJlbHdvb2\n m\nS:a OK', 'imap');
  assert.deepEqual(transcriptCompletions(wrapped, 'C:YT0iY2'.length, ports, seen), []);
  const between = readSession('>\n -\n<a OK', 'imap');
  assert.deepEqual(transcriptCompletions(between, '>\n'.length, ports, seen), []);
});
