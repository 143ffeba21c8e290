// Two accounts of one server, and a password that is changed there: one is asked anew, and the other goes on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { StoreEvent } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import {
  aliceAt,
  assertNoSecret,
  knows,
  message,
  never,
  password,
  recording,
  until,
} from './imapSettings.ts';

test('a password that is changed on the server counts once it is entered, and the other account never notices', async () => {
  const servers = await startMailServers();
  const secrets = { alice: password };
  const { lines, recorder } = recording();
  const times = { firstPause: 20, lastPause: 100 };
  const alice = new ImapStore({
    ...aliceAt(servers, { recorder, times }),
    // Asked for each connection, as the secrets of an account are.
    who: () => Promise.resolve({ user: 'alice', password: secrets.alice }),
  });
  const bob = new ImapStore(
    aliceAt(servers, { who: knows({ user: 'bob', password: servers.users['bob'] ?? '' }), times }),
  );
  const events: StoreEvent[] = [];
  using _ = alice.watch((event) => events.push(event));
  try {
    await alice.append('INBOX', message('hers'), [], never);
    await bob.append('INBOX', message('his'), [], never);
    const subjects = async (store: ImapStore): Promise<readonly string[]> =>
      (await store.list('INBOX', { sort: 'date', size: 5 }, never)).envelopes.map(({ subject }) => subject);
    assert.deepEqual([await subjects(alice), await subjects(bob)], [['hers'], ['his']]);

    servers.setPassword('alice', 'changed-pw');
    await servers.restartDovecot();
    await assert.rejects(subjects(alice), { code: 'wrong-password' });
    assert.deepEqual(await subjects(bob), ['his']);

    secrets.alice = 'changed-pw';
    assert.deepEqual(await subjects(alice), ['hers']);
    await until('watched again', () => events.at(-1)?.kind !== 'offline', 10_000);
    assertNoSecret(lines.join('\n'), password, 'changed-pw');
  } finally {
    await Promise.all([alice, bob].map((store) => store[Symbol.asyncDispose]()));
    await servers.stop();
  }
});
