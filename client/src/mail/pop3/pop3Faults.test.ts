// What servers say when they refuse, and what the user is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pop3Fault } from './pop3Faults.ts';

const place = { host: 'pop.example.test', user: 'anna', loginIsToken: false };

const SAID = [
  ['PASS', '[AUTH] Authentication failed.', 'wrong-password'],
  ['PASS', 'authorization failed', 'wrong-password'],
  ['AUTH', '[SYS/PERM] Your account is disabled', 'account-locked'],
  ['PASS', '[AUTH] Application-specific password required: https://example.test', 'app-password-needed'],
  ['PASS', '[AUTH] Web login required', 'app-password-needed'],
  ['PASS', '[IN-USE] Do you have another POP session running?', 'maildrop-locked'],
  ['PASS', 'unable to lock maildrop', 'maildrop-locked'],
  ['PASS', 'account locked', 'account-locked'],
  ['PASS', '[LOGIN-DELAY] minimum time between mail checks', 'server-busy'],
  ['PASS', '[SYS/TEMP] try later', 'server-busy'],
  [
    'USER',
    '[AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
    'login-disabled',
  ],
  ['RETR', 'no such message', 'command-refused'],
  ['LIST', '[IN-USE] lost the lock', 'maildrop-locked'],
] as const;

for (const [asked, text, code] of SAID) {
  test(`${asked}: -ERR ${text}`, () => {
    assert.equal(pop3Fault(place, asked, text).code, code);
  });
}

test('who logs in with a token signs in again', () => {
  const fault = pop3Fault({ ...place, loginIsToken: true }, 'AUTH', '[AUTH] invalid token');
  assert.equal(fault.message, 'The sign-in of anna at pop.example.test has expired: sign in again.');
});

test('a long answer is cut', () => {
  assert.ok(pop3Fault(place, 'RETR', 'x'.repeat(10_000)).message.length < 400);
});
