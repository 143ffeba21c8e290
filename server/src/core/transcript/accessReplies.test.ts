// Replies of mailbox servers as they write them, and who is known to write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessReply } from './accessReplies.ts';

const known: readonly (readonly [reply: string, vendor: string])[] = [
  ['a1 NO [ALERT] Application-specific password required: https://support.google.com/ (Failure)', 'Gmail'],
  ['a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'Gmail'],
  ['a1 NO [WEBALERT https://accounts.google.com/] Web login required.', 'Gmail'],
  ['* BYE [OVERQUOTA] Account exceeded command or bandwidth limits.', 'Gmail'],
  ['-ERR [SYS/PERM] Your account is not enabled for POP access.', 'Gmail'],
  ['a1 NO LOGIN failed.', 'Microsoft'],
  ['a1 NO AUTHENTICATE failed.', 'Microsoft'],
  ['-ERR Logon failure: unknown user name or bad password.', 'Microsoft'],
  ['a2 BAD User is authenticated but not connected.', 'Microsoft 365'],
  ['a2 BAD Request is throttled. Suggested Backoff Time: 1234 milliseconds', 'Microsoft 365'],
  ['a1 NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials', 'Yahoo'],
  [
    'a1 NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure connections.',
    'plain password refused',
  ],
  ['* BYE [ALERT] Maximum number of connections from user+IP exceeded', 'Dovecot'],
  ['a1 NO [UNAVAILABLE] Temporary authentication failure. [mx:2026-03-01 10:00:00]', 'Dovecot'],
  ['* BYE Disconnected for inactivity.', 'idle too long'],
  ['* BYE Too many invalid IMAP commands.', 'too many faulty commands'],
  ['a5 NO [OVERQUOTA] Quota exceeded (mailbox for user is full)', 'mailbox full'],
  ['-ERR [IN-USE] Do you have another POP session running?', 'mailbox in use'],
  ['-ERR [AUTH] Authentication failed.', 'login refused'],
];

test('each has a row that says what it means and what to do', () => {
  for (const [reply, vendor] of known) {
    const found = accessReply(reply);
    assert.equal(found?.vendor, vendor, reply);
    assert.match(found.meaning, /^[A-Z].{20,250}\.$/, reply);
    assert.match(found.next, /^[A-Z].{4,220}\.$/, reply);
  }
});

test('what was done needs no advice', () => {
  for (const reply of ['a1 OK LOGIN failed never', '* 3 EXISTS', '+OK mailbox in use', '+ go', '']) {
    assert.equal(accessReply(reply), undefined, reply);
  }
});
