// Tests of completion in sessions, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
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
    taken: `${hello}C: MAIL FROM:<alice@a.example\n`,
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
    { offers: ['FLAGS', 'BODY.PEEK'], taken: `${open}C: a011 FETCH 1 (FLAGS\n` },
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
