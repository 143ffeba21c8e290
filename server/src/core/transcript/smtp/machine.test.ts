// Tests of what is known of an SMTP session in front of each of its units.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';
import { SyntaxCache } from '../syntaxCache.ts';
import { statesIn } from './control.ts';
import { unitsOf } from '../units.ts';
import { smtpMachine } from './machine.ts';
import type { SmtpExchange, SmtpSessionState } from './machine.ts';

function exchangesOf(text: string): SmtpExchange[] {
  const { sessions } = readTranscript(textSnapshot(text), { protocol: 'smtp' });
  return sessions.flatMap((session) => Array.from(unitsOf(smtpMachine, session, new SyntaxCache())));
}

/** Checks the states in front of each client line, written behind `|`; `*` is every state. */
function states(name: string, annotated: string): void {
  test(name, () => {
    const rows = annotated
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/ *\| */));
    const found = exchangesOf(rows.map(([line = '']) => `${line}\n`).join(''))
      .filter(({ exchange }) => exchange.kind === 'command')
      .map(({ state, unit }) => `${unit.text} | ${shown(state)}`);
    const expected = rows
      .filter(([, set]) => set !== undefined)
      .map(([line = '', set = '']) => `${line.slice('C: '.length)} | ${set}`);
    assert.deepEqual(found, expected);
  });
}

function shown({ believed }: SmtpSessionState): string {
  const set = statesIn(believed);
  return set.length === EVERY ? '*' : set.join(' ');
}

const EVERY = 6;

/** What is known behind the last line. */
function stateBehind(text: string): SmtpSessionState {
  const last = exchangesOf(`${text}C: NOOP\n`).at(-1);
  assert.ok(last);
  return last.state;
}

states(
  'a DATA that was refused at once waits no more, though PRDR answers for each recipient',
  `
  S: 220 mx
  C: EHLO a.example               | start
  S: 250-mx
  S: 250 PRDR
  C: MAIL FROM:<a@example.com>    | ready
  S: 250 ok
  C: RCPT TO:<b@example.com>      | mail
  S: 550 no
  C: DATA                         | mail
  S: 503 valid RCPT first
  C: MAIL FROM:<c@example.com>    | mail
`,
);

states(
  'from the greeting to QUIT',
  `
  S: 220 mx
  C: EHLO a.example               | start
  S: 250 mx
  C: MAIL FROM:<a@example.com>    | ready
  S: 250 ok
  C: RCPT TO:<b@example.com>      | mail
  S: 250 ok
  C: RCPT TO:<c@example.com>      | rcpt
  S: 550 no
  C: DATA                         | rcpt
  S: 354 go
  C: .
  S: 250 ok
  C: MAIL FROM:<a@example.com>    | ready
  S: 451 later
  C: QUIT                         | ready
  S: 221 bye
  C: NOOP                         | closed`,
);

states(
  'an excerpt may be anywhere, and replies narrow it down',
  `
  C: NOOP                         | *
  S: 250 ok
  C: RCPT TO:<b@example.com>      | start ready mail rcpt bdat
  S: 250 ok
  C: DATA                         | rcpt`,
);

states(
  'a batch may be accepted or refused command by command',
  `
  S: 220 mx
  C: EHLO a.example               | start
  S: 250 mx
  C: MAIL FROM:<a@example.com>    | ready
  C: RCPT TO:<b@example.com>      | ready mail
  C: DATA                         | ready mail rcpt
  S: 550 no
  S: 503 no
  S: 503 no
  C: QUIT                         | ready`,
);

states(
  'chunks go on until LAST',
  `
  C: RCPT TO:<b@example.com>      | *
  S: 250 ok
  C: BDAT 7                       | rcpt
  C: hello
  S: 250 ok
  C: DATA                         | bdat
  S: 503 no
  C: BDAT 7 LAST                  | bdat
  C: hello
  S: 250 ok
  C: QUIT                         | ready`,
);

states(
  'STARTTLS and RSET lead back',
  `
  C: STARTTLS                     | *
  S: 220 go
  C: EHLO a.example               | start
  S: 250 mx
  C: MAIL FROM:<a@example.com>    | ready
  S: 250 ok
  C: RSET                         | mail
  S: 250 ok
  C: QUIT                         | ready`,
);

test('extensions are those of the last EHLO, and stale behind STARTTLS', () => {
  const hello = 'C: EHLO a.example\nS: 250-mx\nS: 250-AUTH PLAIN\nS: 250-AUTH=LOGIN\nS: 250 STARTTLS\n';
  const clear = stateBehind(hello);
  assert.deepEqual([...(clear.extensions?.keys() ?? [])], ['AUTH', 'STARTTLS']);
  assert.deepEqual(clear.extensions?.get('AUTH')?.parameters, ['PLAIN', 'LOGIN']);
  assert.equal(clear.tls, 'no');
  const secured = stateBehind(`${hello}C: STARTTLS\nS: 220 go\n`);
  assert.equal(secured.tls, 'yes');
  assert.equal(secured.stale, true);
  const again = stateBehind(`${hello}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 SIZE\n`);
  assert.deepEqual([...(again.extensions?.keys() ?? [])], ['SIZE']);
  assert.equal(again.stale, false);
});

test('whether TLS and a login stand in front of an excerpt is not known', () => {
  const { tls, authenticated, extensions } = stateBehind('C: MAIL FROM:<a@example.com>\nS: 250 ok\n');
  assert.deepEqual(
    { tls, authenticated, extensions },
    { tls: 'unknown', authenticated: 'unknown', extensions: undefined },
  );
  assert.equal(stateBehind('S: 220 mx\n').authenticated, 'no');
  assert.equal(stateBehind('S: 220 mx\n').tls, 'unknown');
  assert.equal(stateBehind('C: AUTH PLAIN AGEAYg==\nS: 235 ok\n').authenticated, 'yes');
  assert.equal(stateBehind('C: AUTH PLAIN AGEAYg==\nS: 535 no\n').authenticated, 'unknown');
});

test('the envelope holds who was accepted and who was refused', () => {
  const mail = 'C: MAIL FROM:<a@example.com>\nS: 250 ok\n';
  const rcpt = 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 550 no\n';
  const { envelope } = stateBehind(mail + rcpt);
  assert.equal(envelope?.accepted.length, 1);
  assert.equal(envelope.refused.length, 1);
  assert.equal(envelope.recipients, 1);
  for (const end of [
    'C: RSET\nS: 250 ok\n',
    'C: DATA\nS: 354 go\nC: .\nS: 250 ok\n',
    'C: EHLO a.example\nS: 250 mx\n',
  ]) {
    assert.equal(stateBehind(mail + rcpt + end).envelope, undefined);
  }
  assert.notEqual(stateBehind(`${mail}${rcpt}C: DATA\nS: 503 no\n`).envelope, undefined);
});

test('a reply names the command it answers', () => {
  const replies = exchangesOf('C: EHLO a.example\nC: RSET\nS: 250-mx\nS: 250 SIZE 10\nS: 250 ok\n').filter(
    ({ reply }) => reply,
  );
  assert.deepEqual(
    replies.map(({ asked, reply }) => [asked?.syntax.verb, reply?.keywords.map(({ keyword }) => keyword)]),
    [
      ['EHLO', ['SIZE']],
      ['RSET', []],
    ],
  );
});

test('in every session some state is possible, and control is part of what may be believed while nothing waits', () => {
  const words = [
    'EHLO a',
    'HELO',
    'MAIL FROM:<>',
    'RCPT TO:<a@b>',
    'DATA',
    '.',
    'BDAT 5',
    'STARTTLS',
    'AUTH X',
    'RSET',
    'QUIT',
  ];
  const client = fc.constantFrom(...words).map((word) => `C: ${word}`);
  const server = fc
    .constantFrom('220 a', '250 ok', '250-ok', '354', '334 YQ==', '503 no', '235', '421 bye')
    .map((word) => `S: ${word}`);
  fc.assert(
    fc.property(fc.array(fc.oneof(client, server), { maxLength: 40 }), (lines) => {
      for (const { state } of exchangesOf(`C: NOOP\n${lines.join('\n')}\n`)) {
        assert.notEqual(state.control, 0);
        assert.notEqual(state.believed, 0);
        if (state.waiting.length === 0) assert.equal(state.believed, state.control);
      }
    }),
  );
});
