// Tests of which account sends a message.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../../mail/account.ts';
import { sendersOf } from './sender.ts';

const server = { host: 'localhost', port: 587, security: 'starttls', user: 'x', login: 'password' } as const;
const ann: AccountSettings = {
  id: 'a',
  name: 'Ann',
  kind: 'imap',
  address: 'ann@one.test',
  outgoing: server,
};
const bob: AccountSettings = {
  ...{ id: 'b', name: 'Bob', kind: 'imap', outgoing: server },
  submission: { identities: [{ address: 'bob@two.test' }, { address: 'sales@two.test' }] },
};
const silent: AccountSettings = { id: 's', name: 'Silent', kind: 'imap', address: 'ann@one.test' };
const demo: AccountSettings = { id: 'd', name: 'Demo', kind: 'demo' };
const all = [demo, ann, bob, silent];

function shown(...authors: string[]): string {
  const { own, others } = sendersOf(authors, all);
  return `${own.map(({ id }) => id).join('')}|${others.map(({ id }) => id).join('')}`;
}

test('the account of the address in From, by any of its identities', () => {
  assert.equal(shown('Ann@One.test'), 'a|db');
  assert.equal(shown('ann+lists@one.test'), 'a|db');
  assert.equal(shown('sales@two.test'), 'b|da');
  assert.equal(shown('nobody@one.test', 'bob@two.test'), 'b|da');
});

test('nobody writes so: any account that can send may be asked for', () => {
  assert.equal(shown('who@else.test'), '|dab');
  assert.equal(shown(), '|dab');
});
