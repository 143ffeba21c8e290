// Tests of what folds in transcripts, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import { transcriptFolds } from './folds.ts';

/** Expects folds as `kind first-last`, lines counted from 1. */
function check(session: string, expected: readonly string[], protocol: Protocol = 'smtp'): void {
  for (const { document, notation } of sessionFixtures(session, protocol)) {
    const line = (offset: number): string => String(document.snapshot.lineAt(offset) + 1);
    const found = transcriptFolds(document).map(({ kind, from, to }) => `${kind} ${line(from)}-${line(to)}`);
    assert.deepEqual(found, expected, notation);
  }
}

test('commands with their replies, long replies, transactions, data and the message in it', () => {
  check(
    `S: 220 a
C: EHLO b.c
S: 250-a
S: 250-SIZE
S: 250 DSN
C: MAIL FROM:<a@b.c>
S: 250 OK
C: RCPT TO:<a@b.c>
S: 250 OK
C: DATA
S: 354 go
C: A: b
C: C: d
C: 
C: x
C: .
S: 250 OK
`,
    [
      'exchange 2-5',
      'reply 3-5',
      'transaction 6-17',
      'exchange 8-9',
      'exchange 10-17',
      'data 11-16',
      'header 12-13',
    ],
  );
});

test('pipelined commands do not cross', () => {
  check('C: a1 NOOP\nC: a2 NOOP\nS: a1 OK\nS: a2 OK\n', ['exchange 2-4'], 'imap');
});

test('a literal, and the command around it', () => {
  check(
    'C: a1 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {8}\nS: A: b\nS: \nS: )\nS: a1 OK\n',
    ['exchange 1-6', 'literal 2-5'],
    'imap',
  );
});

test('chunks fold below BDAT, so that the header of their message folds, too', () => {
  check('C: BDAT 21\nC: A: b\nC: C: d\nC: \nC: x\nC: y\nS: 250 OK\nC: BDAT 6 LAST\nC: z\nC: z\n', [
    'exchange 1-7',
    'header 2-3',
    'exchange 8-10',
  ]);
});

test('a listing folds below its status', () => {
  check(
    'C: LIST\nS: +OK\nS: 1 20\nS: 2 30\nS: .\nC: NOOP\nS: +OK\n',
    ['exchange 1-5', 'data 2-5', 'exchange 6-7'],
    'pop3',
  );
});

test('a command in the middle of a fetched message', () => {
  check(
    'C: a1 FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {75}\nS: Content-Transfer-Encoding: base64\nS: MIME-Version: 1.0\nS: \nS: QUJD\nS: REVG\nC: a2 NOOP\nS: \nS: )\nS: a1 OK\nS: a2 OK\n',
    ['literal 2-10', 'header 3-4', 'encoded 6-7', 'exchange 8-12'],
    'imap',
  );
});
