// Which way an account sends.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../account.ts';
import { submissionKind, submissionWay } from './submissionKind.ts';

const outgoing = { host: 'h', port: 465, security: 'tls', user: 'u', login: 'password' } as const;

for (const [what, settings, way] of [
  ['IMAP with an outgoing server', { kind: 'imap', outgoing }, 'smtp'],
  ['IMAP without one', { kind: 'imap' }, undefined],
  ['LMTP without a server', { kind: 'imap', submission: { kind: 'lmtp' } }, undefined],
  ['LMTP', { kind: 'imap', outgoing, submission: { kind: 'lmtp' } }, 'lmtp'],
  ['an outbox beside a server', { kind: 'pop3', outgoing, submission: { kind: 'outbox' } }, 'outbox'],
  ['the demo', { kind: 'demo' }, 'outbox'],
  ['files', { kind: 'maildir', path: '/mail' }, 'outbox'],
] as const satisfies readonly (readonly [
  string,
  Partial<AccountSettings> & Pick<AccountSettings, 'kind'>,
  unknown,
])[]) {
  test(`${what}: ${way ?? 'no way'}`, () => {
    assert.equal(submissionKind({ id: 'a', name: 'A', ...settings }), way);
  });
}

test('fault 103: an account without a server to send by', () => {
  const account: AccountSettings = { id: 'a', name: 'Anna', kind: 'imap' };
  assert.throws(() => submissionWay(account), { code: 'no-submission', details: ['Anna'] });
  assert.deepEqual(submissionWay({ ...account, outgoing }), { kind: 'smtp', server: outgoing });
  assert.deepEqual(submissionWay({ ...account, kind: 'demo' }), { kind: 'outbox' });
});
