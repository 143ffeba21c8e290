// Tests of raw logs: two become one session, by their times and by a guess.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { joinRawLogs } from './joinRawLogs.ts';

/** The joined lines without the remark, which must say how they were joined. */
function joined(client: string, server: string, remark: RegExp): string[] {
  const result = joinRawLogs(client, server);
  const [first = '', ...lines] = result?.text.split('\n') ?? [];
  assert.match(first, remark);
  assert.equal(lines.pop(), '');
  return lines;
}

/** Both sides of a session, without times, and what they are joined to: the session itself. */
function guessed(session: string): void {
  const side = (mark: string): string =>
    session
      .split('\n')
      .filter((line) => line.startsWith(mark))
      .map((line) => `${line.slice(3)}\r\n`)
      .join('');
  assert.deepEqual(joined(side('C: '), side('S: '), /guessed/), session.split('\n'));
}

describe('logs with times', () => {
  it('are joined by them, a command before its answer', () => {
    const client = '1795218221.051547 a2 NOOP\r\n1795218221.052616 a3 LOGOUT\r\n';
    const server =
      '1795218221.051134 a1 OK in\r\n1795218221.052616 a2 OK done\r\n1795218221.052684 * BYE\r\n1795218221.052700 a3 OK out\r\n';
    assert.deepEqual(joined(client, server, /by their times/), [
      '1795218221.051134 S: a1 OK in',
      '1795218221.051547 C: a2 NOOP',
      '1795218221.052616 C: a3 LOGOUT',
      '1795218221.052616 S: a2 OK done',
      '1795218221.052684 S: * BYE',
      '1795218221.052700 S: a3 OK out',
    ]);
  });

  it('keep a literal in one piece', () => {
    const client = '1795218221.000001 a FETCH 1 BODY[]\n1795218221.000004 b NOOP\n';
    const server =
      '1795218221.000002 * 1 FETCH (BODY[] {6}\n1795218221.000005 a: b\n1795218221.000006 )\n1795218221.000007 a OK x\n';
    assert.deepEqual(
      joined(client, server, /times/).map((line) => line.slice(18)),
      ['C: a FETCH 1 BODY[]', 'S: * 1 FETCH (BODY[] {6}', 'S: a: b', 'C: b NOOP', 'S: )', 'S: a OK x'],
    );
  });

  it('may have only one side that says anything', () => {
    assert.deepEqual(joined('', '1795218221.000001 +OK ready\n1795218221.000002 -ERR bye\n', /times/), [
      '1795218221.000001 S: +OK ready',
      '1795218221.000002 S: -ERR bye',
    ]);
  });
});

describe('logs without times', () => {
  it('of SMTP: each command with its reply, a message behind 354, a login line by line', () => {
    guessed(
      'S: 220 mx ESMTP\nC: EHLO me\nS: 250-mx\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YQ==\nS: 334 UGFzc3dvcmQ6\nC: Yg==\nS: 235 in\nC: MAIL FROM:<a@b.c>\nS: 250 ok\nC: RCPT TO:<d@e.f>\nS: 250 ok\nC: DATA\nS: 354 go\nC: QUIT\nC: \nC: ..\nC: .\nS: 250 ok\nC: BDAT 6 LAST\nC: ab\nC: \nS: 503 no\nC: QUIT\nS: 221 bye',
    );
  });

  it('of LMTP: a reply for each recipient', () => {
    guessed(
      'S: 220 mx LMTP\nC: LHLO me\nS: 250 mx\nC: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@b>\nS: 250 ok\nC: RCPT TO:<c@d>\nS: 550 no\nC: RCPT TO:<e@f>\nS: 250 ok\nC: DATA\nS: 354 go\nC: x\nC: .\nS: 250 ok\nS: 452 full\nC: QUIT\nS: 221 bye',
    );
  });

  it('of POP3: lists and messages up to their dot', () => {
    guessed(
      'S: +OK hi\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: LIST\nS: +OK\nS: 1 2\nS: .\nC: LIST 1\nS: +OK 1 2\nC: RETR 1\nS: +OK\nS: -ERR is text\nS: .\nC: RETR 2\nS: -ERR none\nC: QUIT\nS: +OK',
    );
  });

  it('of IMAP: by tags, with literals, IDLE and AUTHENTICATE', () => {
    guessed(
      'S: * OK hi\nC: a AUTHENTICATE PLAIN\nS: + \nC: AGEAYg==\nS: a OK in\nC: b SELECT INBOX\nS: * 1 EXISTS\nS: b OK in\nC: c IDLE\nS: + idling\nS: * 2 EXISTS\nC: DONE\nS: c OK\nC: d APPEND x {4}\nS: + go\nC: ab\nC: \nS: d OK\nC: e FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {8}\nS: e OK x\nS: )\nS: e OK done\nC: f LOGIN {1}\nS: f NO long\nC: g LOGOUT\nS: * BYE\nS: g OK',
    );
  });

  it('start with the answer to a login that is not logged', () => {
    guessed('S: 1 OK in\nC: 2 NOOP\nS: 2 OK done');
  });
});

it('two texts that are no session are not joined', () => {
  assert.equal(joinRawLogs('1 2 3\n4 5 6\n', 'Total: 21\n'), undefined);
  assert.equal(joinRawLogs('', ''), undefined);
});
