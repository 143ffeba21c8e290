// Tests of who writes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../../mail/account.ts';
import { addressedWriters, writersOf } from './identities.ts';

const accounts: readonly AccountSettings[] = [
  { id: 'a', name: 'Ann', kind: 'imap', address: 'ann@one.test' },
  {
    ...{ id: 'b', name: 'Bob', kind: 'imap', address: 'Bob@two.test' },
    submission: { identities: [{ name: 'Bob', address: 'bob@two.test' }, { address: 'sales@two.test' }] },
  },
  { id: 'c', name: 'Nobody', kind: 'folder', path: '/mail' },
];
const writers = writersOf(accounts);

function addressed(to: string, cc = ''): readonly string[] {
  return addressedWriters(writers, { to, cc, bcc: '' }).map(({ identity }) => identity.address);
}

test('the identities of all accounts, each address of an account once', () => {
  assert.deepEqual(
    writers.map(({ account, identity }) => `${account.id} ${identity.address}`),
    ['a ann@one.test', 'b bob@two.test', 'b sales@two.test'],
  );
});

test('whom a message was for, To before Cc', () => {
  assert.deepEqual(addressed('Sales <SALES@two.test>, x@y.test', 'ann@one.test'), [
    'sales@two.test',
    'ann@one.test',
  ]);
  assert.deepEqual(addressed('gann@one.test, ann@one.test.example', 'group: ;'), []);
  assert.deepEqual(addressed('ann@one.test', 'ann@one.test'), ['ann@one.test']);
});
