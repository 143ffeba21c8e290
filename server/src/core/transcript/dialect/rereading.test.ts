// Reading a transcript again after an edit, which must be as reading it afresh.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { writeSession, sessionNotations } from '../../testing/notations.ts';
import { randomOf } from '../../testing/random.ts';
import { rereadingProblem } from '../../testing/rereading.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { textChange } from '../../text/textChange.ts';
import { readLines } from './readLines.ts';

const SMTP = `S: 220 mx.example ESMTP
C: EHLO client.example
S: 250-mx.example
S: 250 SIZE 1000
C: MAIL FROM:<a@example.com>
S: 250 2.1.0 Ok
C: RCPT TO:<b@example.org>
S: 250 2.1.5 Ok
C: DATA
S: 354 Go ahead
C: Subject: one
C:
C: Text (with more
C: .
S: 250 2.0.0 Ok: queued
C: QUIT
S: 221 2.0.0 Bye
`;
const IMAP = `S: * OK IMAP4rev1 ready
C: a1 LOGIN ann {6}
S: + go on
C: secret
S: a1 OK done
C: a2 SELECT INBOX
S: * 3 EXISTS
S: * OK [UIDVALIDITY 1]
S: a2 OK done
C: a3 FETCH 1 BODY[]
S: * 1 FETCH (BODY[] {12}
S: Text (with
S: )
S: a3 OK done
C: a4 LOGOUT
S: * BYE so long
S: a4 OK done
`;
const POP3 = `S: +OK POP3 ready
C: USER ann
S: +OK
C: PASS secret
S: +OK
C: LIST
S: +OK
S: 1 221
S: 2 421
S: .
C: RETR 1
S: +OK
S: Subject: one
S:
S: Text
S: .
C: QUIT
S: +OK bye
`;
const PIECES = [
  'x',
  '\r\n',
  '\n',
  ' ',
  '{20}',
  '(',
  'C: DATA\n',
  'S: 354 Go ahead\n',
  'C: .\n',
  'C: QUIT\r\n',
  'S: 221 Bye\n',
  'S: 220 next ESMTP\n',
  '### next\n',
  '...\n',
  '> QUIT\n',
  '<- 221 bye\n',
];

/** Long enough for several runs of lines. */
const long = (session: string): string => session.repeat(Math.ceil(400 / session.split('\n').length));
const bare = (session: string): string => session.replaceAll(/^[CS]: ?/gm, '');
/** Two connections whose lines stand in turns. */
const interleaved = (session: string): string =>
  session
    .trimEnd()
    .split('\n')
    .map((line) => `10:20:30 [k3Jx9] ${line}\n10:20:31 [p7Rt2] ${line}\n`)
    .join('');
const csv = (session: string): string =>
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n' +
  session.replaceAll(
    /^([CS]): ?(.*)$/gm,
    (_, side: string, own: string) =>
      `2026-03-01T10:20:30.000Z,c,08D1,1,1.1.1.1:25,2.2.2.2:99,${side === 'C' ? '<' : '>'},"${own}",`,
  );
const json = (session: string): string =>
  session.replaceAll(
    /^([CS]): ?(.*)$/gm,
    (_, side: string, own: string) =>
      `{"level":20,"cid":"k3Jx9","src":"${side.toLowerCase()}","msg":${JSON.stringify(own)}}`,
  );
/** What the server says, as Dovecot logs it. */
const raw = (session: string): string =>
  session.replaceAll(/^C: ?.*\n/gm, '').replaceAll(/^S: ?/gm, '1795218221.051547 ');
const texts: readonly (readonly [string, string])[] = [
  ...[SMTP, IMAP, POP3].flatMap((session) =>
    sessionNotations.map((notation) => [notation, writeSession(long(session), notation).host] as const),
  ),
  ...[SMTP, IMAP, POP3].map((session) => ['no marks', bare(long(session))] as const),
  ['connections in turns', interleaved(long(SMTP))],
  ['CSV', csv(long(SMTP))],
  ['JSON lines', json(long(IMAP))],
  ['raw log', raw(long(POP3))],
];

describe('a reading that goes on from the one before is a fresh one', () => {
  texts.forEach(([name, text], number) => {
    test(`${name}, text ${String(number)}`, () => {
      const run = rereadingProblem(text, 2, PIECES, randomOf(5, number));
      assert.equal(run.problem, undefined);
      assert.ok(run.again > 0);
    });
  });
});

test('an edit within a line is an edit of that line alone', () => {
  const text = long(SMTP);
  const before = textSnapshot(text);
  const at = text.indexOf('RCPT', text.length / 2);
  const after = before.edited([{ from: at, to: at + 4, insert: 'VRFY' }], 1);
  const reading = readLines(before);
  const change = textChange(before, after);
  assert.ok(change);
  const read = readLines(after, {}, { reading, change });
  const line = before.lineAt(at);
  assert.deepEqual(read.edit, { from: line, oldTo: line + 1, newTo: line + 1 });
  const edits = read.sessions
    .map(({ previous }) => previous?.edit)
    .filter((edit) => edit && edit.oldTo > edit.from);
  assert.equal(edits.length, 1);
});
