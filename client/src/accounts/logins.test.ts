// Secrets and logins as two windows share them: nothing is orphaned, and no refresh token is used twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Disposable, SecretStorage } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';
import { Logins } from './logins.ts';
import type { AccountNetwork, TokenSet } from './network.ts';
import { AccountSecrets } from './secrets.ts';

const cancel = { signal: new AbortController().signal };
const oauth = { provider: 'issuer', issuer: 'https://auth.example.org', clientId: 'me' } as const;

function account(login: 'password' | 'oauth', more: Partial<AccountSettings> = {}): AccountSettings {
  const server = { host: 'imap.example.org', port: 993, security: 'tls', user: 'anna', login } as const;
  return { id: 'work', name: 'Work', kind: 'imap', incoming: server, outgoing: server, oauth, ...more };
}

/** The storage of VS Code as its windows share it. */
function sharedStorage(): { readonly kept: Map<string, string>; window: () => SecretStorage } {
  const kept = new Map<string, string>();
  const listeners = new Set<(event: { key: string }) => unknown>();
  const told = (key: string): Promise<void> => {
    for (const listener of listeners) listener({ key });
    return Promise.resolve();
  };
  const window = (): SecretStorage => ({
    get: (key: string) => Promise.resolve(kept.get(key)),
    store: (key: string, value: string) => told((kept.set(key, value), key)),
    delete: (key: string) => told((kept.delete(key), key)),
    onDidChange: (listener) => {
      listeners.add(listener);
      return stoppable(() => listeners.delete(listener));
    },
  });
  return { kept, window };
}

/** As VS Code's class, which does not exist here. */
function stoppable(dispose: () => void): Disposable {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- only its method counts.
  return { dispose };
}

function owners(exists: () => boolean): {
  marks: string[];
  exists: () => boolean;
  mark: (id: string) => Promise<void>;
} {
  const marks: string[] = [];
  return { marks, exists, mark: (id) => Promise.resolve(void marks.push(id)) };
}

/** An issuer that takes each refresh token once, as `nodeNetwork` reports it. */
function onceIssuer(): { network: () => AccountNetwork; used: string[] } {
  const used: string[] = [];
  const refresh = async (_: unknown, __: unknown, { refreshToken = '' }: TokenSet): Promise<TokenSet> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const spent = used.includes(refreshToken);
    used.push(refreshToken);
    if (spent) throw new MailError('token-expired', ['https://auth.example.org', 'me']);
    const next = String(used.length);
    return {
      accessToken: `access-${next}`,
      refreshToken: `refresh-${next}`,
      expires: Date.now() + 3_600_000,
    };
  };
  return { network: () => ({ refresh }) as unknown as AccountNetwork, used };
}

const noMicrosoft = (): Promise<undefined> => Promise.resolve(undefined);

test('a password of the incoming server serves for sending too, until there is one of its own', async () => {
  const secrets = new AccountSecrets(
    sharedStorage().window(),
    owners(() => true),
  );
  const logins = new Logins(secrets, undefined, noMicrosoft);
  await secrets.store('work', 'incoming', 'one');
  assert.deepEqual(await logins.credentials(account('password'), 'outgoing', cancel), {
    user: 'anna',
    password: 'one',
  });
  await secrets.store('work', 'outgoing', 'two');
  assert.deepEqual(await logins.credentials(account('password'), 'outgoing', cancel), {
    user: 'anna',
    password: 'two',
  });
});

test('fault 25: no password is kept', async () => {
  const secrets = new AccountSecrets(
    sharedStorage().window(),
    owners(() => true),
  );
  const logins = new Logins(secrets, undefined, noMicrosoft);
  await assert.rejects(logins.credentials(account('password'), 'incoming', cancel), (error) => {
    assert.ok(error instanceof MailError);
    assert.deepEqual([error.code, error.details], ['no-secret', ['Work']]);
    return true;
  });
});

test('a change in one window is told in the other', async () => {
  const { window } = sharedStorage();
  const here = new AccountSecrets(
    window(),
    owners(() => true),
  );
  const there = new AccountSecrets(
    window(),
    owners(() => true),
  );
  const told: string[] = [];
  const listening = there.onDidChange((id) => void told.push(id));
  await here.store('work', 'incoming', 'new');
  assert.deepEqual(told, ['work']);
  assert.equal(await there.get('work', 'incoming'), 'new');
  listening.dispose();
});

test('a secret of an account that another window removes meanwhile is not left behind', async () => {
  const { kept, window } = sharedStorage();
  let exists = true;
  const here = owners(() => exists);
  const secrets = new AccountSecrets(window(), {
    ...here,
    mark: async (id) => {
      await here.mark(id);
      exists = false;
    },
  });
  await secrets.store('work', 'tokens', '{}');
  assert.deepEqual([...kept.keys()], []);
  // What is marked is found by the sweep, should the window close in between.
  assert.deepEqual(here.marks, ['work']);
  await secrets.store('work', 'tokens', '{}');
  assert.deepEqual([...kept.keys()], []);
});

test('removing an account forgets every secret of it and none of another', async () => {
  const { kept, window } = sharedStorage();
  const secrets = new AccountSecrets(
    window(),
    owners(() => true),
  );
  for (const name of ['incoming', 'outgoing', 'tokens', 'client'] as const) {
    await secrets.store('work', name, name);
  }
  await secrets.store('workplace', 'incoming', 'stays');
  await secrets.deleteAll('work');
  assert.deepEqual([...kept.values()], ['stays']);
});

test('many connections at once renew a token once', async () => {
  const secrets = new AccountSecrets(
    sharedStorage().window(),
    owners(() => true),
  );
  const { network, used } = onceIssuer();
  const logins = new Logins(secrets, network, noMicrosoft);
  await secrets.store(
    'work',
    'tokens',
    JSON.stringify({ accessToken: 'old', refreshToken: 'r', expires: 0 }),
  );
  const all = await Promise.all(
    Array.from({ length: 5 }, () => logins.credentials(account('oauth'), 'incoming', cancel)),
  );
  assert.deepEqual(used, ['r']);
  assert.deepEqual(all[4], { user: 'anna', accessToken: 'access-1' });
  assert.deepEqual(await logins.credentials(account('oauth'), 'incoming', cancel), all[0]);
});

test('two windows that renew at the same time both go on with the token of the first', async () => {
  const { window } = sharedStorage();
  const { network, used } = onceIssuer();
  const both = [window(), window()].map(
    (storage) =>
      new AccountSecrets(
        storage,
        owners(() => true),
      ),
  );
  await both[0]?.store(
    'work',
    'tokens',
    JSON.stringify({ accessToken: 'old', refreshToken: 'r', expires: 0 }),
  );
  const logins = both.map((secrets) => new Logins(secrets, network, noMicrosoft));
  const got = await Promise.all(logins.map((one) => one.credentials(account('oauth'), 'incoming', cancel)));
  assert.deepEqual(used, ['r', 'r']);
  assert.deepEqual(got, [
    { user: 'anna', accessToken: 'access-1' },
    { user: 'anna', accessToken: 'access-1' },
  ]);
});

for (const [what, tokens] of [
  ['there is none', undefined],
  ['it has ended and cannot be renewed', { accessToken: 'old', expires: 0 }],
  ['the issuer wants another sign-in', { accessToken: 'old', refreshToken: 'spent', expires: 0 }],
] as const) {
  test(`fault 22: ${what}`, async () => {
    const secrets = new AccountSecrets(
      sharedStorage().window(),
      owners(() => true),
    );
    const { network, used } = onceIssuer();
    used.push('spent');
    if (tokens) await secrets.store('work', 'tokens', JSON.stringify(tokens));
    const logins = new Logins(secrets, network, noMicrosoft);
    await assert.rejects(logins.credentials(account('oauth'), 'incoming', cancel), (error) => {
      assert.ok(error instanceof MailError);
      assert.deepEqual([error.code, error.details], ['token-expired', ['imap.example.org', 'anna']]);
      return true;
    });
  });
}

test("Microsoft's tokens come from VS Code", async () => {
  const secrets = new AccountSecrets(
    sharedStorage().window(),
    owners(() => true),
  );
  const logins = new Logins(secrets, undefined, (_, user) => Promise.resolve(`token of ${user ?? ''}`));
  const microsoft = account('oauth', { oauth: { provider: 'microsoft' } });
  const got = await logins.credentials(microsoft, 'incoming', cancel);
  assert.deepEqual(got, { user: 'anna', accessToken: 'token of anna' });
});
