// Tests of what is found to be secret in sessions of all protocols.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';
import { digestChecks } from './digestChecks.ts';
import { secretsOf, valueOf, visibleParts } from './index.ts';
import { isMasked } from './masked.ts';

/** The secrets of all sessions: what they are, their values, and what is written where they are. */
function secrets(text: string): string[] {
  return readTranscript(textSnapshot(text)).sessions.flatMap((session) =>
    secretsOf(session).map((secret) => {
      const values = visibleParts(secret).map((part) => valueOf(secret, part));
      return `${secret.what} ${values.join('+')} of ${secret.user ?? '?'} «${text.slice(secret.at.from, secret.at.to)}»`;
    }),
  );
}
const b64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

test('IMAP LOGIN: atoms, quoted strings, literals of both kinds', () => {
  assert.deepEqual(secrets('C: a1 LOGIN joe pass\nS: a1 OK in\n'), ['password pass of joe «pass»']);
  assert.deepEqual(secrets('C: a1 login "joe b" "pa\\"ss"\nS: a1 OK in\n'), [
    'password pa"ss of joe b «pa\\"ss»',
  ]);
  assert.deepEqual(secrets('C: a1 LOGIN {3}\nS: + go\nC: joe {6}\nS: + go\nC: pass w\nS: a1 OK in\n'), [
    'password pass w of joe «pass w»',
  ]);
  assert.deepEqual(secrets('C: a1 LOGIN {3+}\nC: joe {4+}\nC: pass\nS: a1 OK in\n'), [
    'password pass of joe «pass»',
  ]);
  assert.deepEqual(secrets('C: a1 LOGIN joe {9}\nS: + go\nC: pass\nS: a1 OK in\n'), [
    'password pass of joe «pass»',
  ]);
  assert.deepEqual(secrets('C: a1 LOGIN joe pass word\nS: a1 OK in\n'), [
    'password pass word of joe «pass word»',
  ]);
});

test('what is malformed may be a secret all the same', () => {
  const half = b64('joe\0pass');
  assert.deepEqual(secrets(`S: 220 mx\nC: EHLO a\nS: 250 mx\nC: AUTH PLAIN ${half}\nS: 535 no\n`), [
    `password pass of joe «${half}»`,
  ]);
  assert.deepEqual(secrets('S: 220 mx\nC: EHLO a\nS: 250 mx\nC: AUTH PLAIN AGpvZQBwYXNz!\nS: 501 no\n'), [
    'password AGpvZQBwYXNz! of ? «AGpvZQBwYXNz!»',
  ]);
  assert.deepEqual(secrets('S: 220 mx\nC: EHLO a\nS: 250 mx\nC: AUTH PLAIN (see below)\nS: 501 no\n'), []);
});

test('a literal of several lines', () => {
  assert.deepEqual(secrets('C: a1 LOGIN joe {10+}\nC: pass\nC: word\nS: a1 OK in\nC: a2 NOOP\n'), [
    'password pass of joe «pass»',
    'password word of joe «word»',
  ]);
});

test('what is sent though the server has refused it', () => {
  assert.deepEqual(
    secrets('C: a1 LOGIN {3}\nS: a1 BAD no literals\nC: joe {4}\nC: pass\nC: a2 LOGOUT\nS: a2 OK\n'),
    ['password pass of joe «pass»'],
  );
  assert.deepEqual(
    secrets('S: 220 mx\nC: AUTH LOGIN\nS: 504 no\nC: cGFzcw==\nS: 500 what?\nC: QUIT\nS: 221 bye\n'),
    ['token pass of ? «cGFzcw==»'],
  );
});

test('POP3 PASS with spaces, APOP', () => {
  assert.deepEqual(secrets('S: +OK ready\nC: USER joe\nS: +OK\nC: PASS my pass\nS: +OK\n'), [
    'password my pass of joe «my pass»',
  ]);
  assert.deepEqual(secrets('S: +OK <1@a>\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK\n'), [
    'digest c4c9334bac560ecc979e58001b3e22fb of mrose «c4c9334bac560ecc979e58001b3e22fb»',
  ]);
});

test('SASL in all three protocols', () => {
  const plain = b64('\0joe\0pass');
  assert.deepEqual(secrets(`S: 220 mx\nC: AUTH PLAIN ${plain}\nS: 235 ok\n`), [
    `password pass of joe «${plain}»`,
  ]);
  assert.deepEqual(secrets(`S: +OK hi\nC: AUTH PLAIN\nS: +\nC: ${plain}\nS: +OK\n`), [
    `password pass of joe «${plain}»`,
  ]);
  assert.deepEqual(secrets(`S: * OK hi\nC: a AUTHENTICATE PLAIN ${plain}\nS: a OK\n`), [
    `password pass of joe «${plain}»`,
  ]);
  assert.deepEqual(
    secrets(
      'S: 220 mx\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: cGFzcw==\nS: 235 ok\n',
    ),
    ['password pass of joe «cGFzcw==»'],
  );
  const token = b64('user=joe\x01auth=Bearer ya29\x01\x01');
  assert.deepEqual(secrets(`S: 220 mx\nC: AUTH XOAUTH2 ${token}\nS: 235 ok\n`), [
    `token ya29 of joe «${token}»`,
  ]);
});

test('URLs that are keys', () => {
  const url =
    'imap://joe@example.com/INBOX/;uid=20;urlauth=submit+joe:internal:91354a473744909de610943775f92038';
  assert.deepEqual(secrets(`S: 220 mx\nC: BURL ${url} LAST\nS: 250 ok\n`), [
    'token 91354a473744909de610943775f92038 of ? «91354a473744909de610943775f92038»',
  ]);
  assert.equal(
    secrets(`C: a GENURLAUTH "${url.slice(0, -42)}" INTERNAL\nS: * GENURLAUTH "${url}"\nS: a OK\n`).length,
    1,
  );
});

test('in any notation: Python, JSON, swaks', () => {
  assert.deepEqual(secrets("send: 'AUTH PLAIN AGpvZQBwYXNz\\r\\n'\nreply: b'235 ok\\r\\n'\n"), [
    'password pass of joe «AGpvZQBwYXNz»',
  ]);
  assert.deepEqual(secrets("*cmd* 'USER joe'\n*cmd* 'PASS pass'\n"), ['password pass of joe «pass»']);
  assert.deepEqual(secrets('<-  220 mx\n -> AUTH PLAIN AGpvZQBwYXNz\n<-  235 ok\n').length, 1);
});

test('what is masked is no secret', () => {
  for (const mask of [
    '*',
    '****',
    '<redacted>',
    '[credentials hidden]',
    '(password)',
    '/* secret */',
    '(** value hidden **)',
    'redacted-3',
    '<password>',
    'xxxxx1',
    '•••',
  ]) {
    assert.ok(isMasked(mask), mask);
    assert.deepEqual(secrets(`S: +OK ready\nC: USER joe\nC: PASS ${mask}\nS: +OK\n`), [], mask);
  }
  for (const password of ['pass', 'secret', 'x', 'a*b', '(x)', 'secret-1', '<3', 'hunter2']) {
    assert.ok(!isMasked(password), password);
  }
  assert.deepEqual(secrets(`S: 220 mx\nC: AUTH PLAIN ${b64('\0joe\0/* secret */')}\nS: 235 ok\n`), []);
});

test('digests are computed anew where the password stands in the log', () => {
  const checks = (text: string): string[] =>
    readTranscript(textSnapshot(text)).sessions.flatMap((session) =>
      digestChecks(session).map(
        ({ mechanism, user, right, at }) =>
          `${mechanism} ${user} ${String(right)} «${text.slice(at.from, at.to)}»`,
      ),
    );
  // The example of RFC 1939, 7: the secret is "tanstaaf".
  const apop =
    'S: +OK <1896.697170952@dbc.mtview.ca.us>\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: -ERR\nC: USER mrose\nS: +OK\n';
  assert.deepEqual(checks(`${apop}C: PASS tanstaaf\nS: +OK\n`), [
    'APOP mrose true «c4c9334bac560ecc979e58001b3e22fb»',
  ]);
  assert.deepEqual(checks(`${apop}C: PASS another\nS: +OK\n`), [
    'APOP mrose false «c4c9334bac560ecc979e58001b3e22fb»',
  ]);
  assert.deepEqual(checks(`${apop}C: PASS ****\nS: +OK\n`), []);
  // The example of RFC 2195, 2: the shared secret is "tanstaaftanstaaf".
  const answer = 'dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw';
  assert.deepEqual(
    checks(
      `S: * OK hi\nC: a AUTHENTICATE CRAM-MD5\nS: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\nC: ${answer}\nS: a NO\nC: b LOGIN tim tanstaaftanstaaf\n`,
    ),
    [`CRAM-MD5 tim true «${answer}»`],
  );
});

test('IMAP ID: what its names call secret, and tokens in its URLs', () => {
  assert.deepEqual(
    secrets(
      'C: a1 ID ("name" "Mail" "password" "abcd1" "session-token" {6}\nS: + go\nC: q9w8e7)\n' +
        'S: * ID ("name" "Dovecot" "support-url" "https://a.example/?token=zz12&x=1")\nS: a1 OK done\n',
    ),
    ['password abcd1 of ? «abcd1»', 'token q9w8e7 of ? «q9w8e7»', 'token zz12 of ? «zz12»'],
  );
  assert.deepEqual(secrets('C: a1 ID ("name" "Mail" "password" NIL)\nS: * ID NIL\nS: a1 OK done\n'), []);
});
