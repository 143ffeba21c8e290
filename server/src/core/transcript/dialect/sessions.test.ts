// Tests of what tells the sessions of one text apart.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read } from './testing/reading.ts';

describe('sessions', () => {
  it('tells connections apart by id, number and protocol', () => {
    const ids = read(
      '12:00:01 [a1] -> EHLO x\n12:00:01 [b2] -> EHLO y\n12:00:02 [a1] <- 250 x\n12:00:02 [b2] <- 250 y',
    );
    assert.deepEqual(
      ids.sessions.map(({ numbers }) => [...Array.from(numbers)]),
      [
        [0, 2],
        [1, 3],
      ],
    );
    const numbered = read('C1: A1 NOOP\nC2: B1 NOOP\nS1: A1 OK x\nS2: B1 OK x');
    assert.equal(numbered.sessions.length, 2);
    const mixed = read(
      'fetchmail: POP3> STAT\nfetchmail: POP3< +OK 1 2\nfetchmail: SMTP< 220 x\nfetchmail: SMTP> EHLO y',
    );
    assert.deepEqual(
      mixed.sessions.map(({ protocol }) => protocol),
      ['pop3', 'smtp'],
    );
  });

  it('starts none at the last answer to pipelined commands', () => {
    const text = 'S: +OK ready\nC: STAT\nC: QUIT\nS: +OK 1 2\nS: +OK signing off';
    assert.equal(read(text).sessions.length, 1);
    const listing = 'S: +OK ready\nC: STAT\nC: UIDL\nC: QUIT\nS: +OK 1 2\nS: +OK\nS: 1 a\nS: .\nS: +OK\n';
    assert.equal(read(listing).sessions.length, 1);
    assert.equal(read(listing.repeat(2)).sessions.length, 2);
  });

  it('starts a session at a greeting behind a farewell, or at a note', () => {
    const twice =
      'S: 220 a ESMTP\nC: QUIT\nS: 221 bye\nS: 220 b ESMTP\nC: STARTTLS\nS: 220 go\nC: QUIT\nS: 221 bye';
    assert.deepEqual(
      read(twice).sessions.map(({ numbers }) => numbers.length),
      [3, 5],
    );
    const noted = '### one\nS: +OK hi\nC: STAT\n### two\nS: +OK hi\nC: STAT';
    assert.deepEqual(
      read(noted).sessions.map(({ numbers }) => numbers.length),
      [3, 3],
    );
  });

  it('goes on where another connection is made', () => {
    const line = (pid: number, words: string): string =>
      `Nov 20 23:43:26 mail postfix/smtpd[${String(pid)}]: ${words}`;
    const server = (words: string): string => `> a.b[10.0.0.7]: ${words}`;
    const client = (words: string): string => `< a.b[10.0.0.7]: ${words}`;
    const text = [
      line(100, server('220 mail ESMTP')),
      line(101, 'connect from a.b[10.0.0.7]'),
      line(101, server('220 mail ESMTP')),
      line(100, client('EHLO me')),
      line(102, 'connect from a.b[10.0.0.7]'),
      line(100, server('220 2.0.0 Ready to start TLS')),
      line(101, 'connect from a.b[10.0.0.7]'),
      line(101, server('220 mail ESMTP')),
    ].join('\n');
    assert.deepEqual(
      read(text).sessions.map(({ numbers }) => Array.from(numbers)),
      [
        [0, 3, 4, 5],
        [1, 2],
        [6, 7],
      ],
    );
  });

  it('knows LMTP by its replies, one for each recipient, where no hello names it', () => {
    const head = 'C: MAIL FROM:<>\nS: 250 ok\nC: RCPT TO:<a@b>\nS: 250 ok\nC: RCPT TO:<c@b>\nS: 250 ok\n';
    const message = 'C: DATA\nS: 354 go\nC: hi\nC: .\n';
    const two = 'S: 250 2.1.5 kept\nS: 550 5.1.1 unknown\n';
    assert.equal(read(`${head}${message}${two}`).protocol, 'lmtp');
    assert.equal(read(`${head}${message}S: 250 queued\nS: 421 idle\n`).protocol, 'smtp');
    assert.equal(read(`${head}${message}C: QUIT\nS: 250 queued\nS: 221 bye\n`).protocol, 'smtp');
    assert.equal(read(`C: HELO x\nS: 250 y\n${head}${message}${two}`).protocol, 'smtp');
    assert.equal(read(`${message}S: 250 2.1.5 <a@b> Saved\n`).protocol, 'lmtp');
    assert.equal(read(`${head}${message}${two}`, { protocol: 'smtp', orLmtp: true }).protocol, 'lmtp');
  });
});
