// With what the servers of a new account are tested.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loginOf, outgoingLoginOf, settingsOf, withLogin } from './draft.ts';
import type { Draft } from './draft.ts';

const server = { host: 'h', port: 465, security: 'tls', user: 'u', login: 'password' } as const;
const draft: Draft = {
  ...{ id: 'a', address: 'a@example.org', proposals: [], kind: 'imap', name: 'A' },
  ...{ incoming: server, outgoing: server, login: { password: 'in' } },
};

test('the outgoing server has the password of the incoming one, if it has none of its own', () => {
  assert.deepEqual(outgoingLoginOf(draft), { password: 'in' });
  const own = { ...draft, login: { password: 'in', outgoingPassword: 'out' } };
  assert.deepEqual([loginOf(own), outgoingLoginOf(own)], [{ password: 'in' }, { password: 'out' }]);
});

test('a server without a login is tested without one, and stays so', () => {
  const open = { ...draft, login: {}, outgoing: { ...server, user: '', login: 'none' as const } };
  assert.deepEqual(outgoingLoginOf(open), { password: '' });
  assert.equal(withLogin(open, 'oauth', {}).outgoing?.login, 'none');
});

test('no secret is part of the settings', () => {
  const login = { password: 'geheim', outgoingPassword: 'geheim', clientSecret: 'geheim' };
  assert.doesNotMatch(JSON.stringify(settingsOf({ ...draft, login })), /geheim/);
});
