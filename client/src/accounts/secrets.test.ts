// The secrets of an account go with it, every kind of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SecretStorage } from 'vscode';

import { AccountSecrets } from './secrets.ts';
import type { SecretName } from './secrets.ts';

const all: Readonly<Record<SecretName, true>> = {
  incoming: true,
  outgoing: true,
  tokens: true,
  client: true,
  dkim: true,
};

test('of a removed account nothing is kept, of others everything', async () => {
  const kept = new Map<string, string>();
  const storage: Partial<SecretStorage> = {
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
  };
  const owners = { exists: () => true, mark: () => Promise.resolve() };
  const secrets = new AccountSecrets(storage as SecretStorage, owners);
  for (const name of Object.keys(all) as SecretName[]) {
    await secrets.store('gone', name, 'x');
    await secrets.store('stays', name, 'x');
  }
  await secrets.deleteAll('gone');
  assert.deepEqual(
    [...kept.keys()],
    Object.keys(all).map((name) => `mailWorkbench.account.stays.${name}`),
  );
});
