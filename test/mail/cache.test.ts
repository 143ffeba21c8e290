// What the cache keeps of real servers, and what is left of it without them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { cachedStore } from '../../client/src/mail/cache/cachedStore.ts';
import { MailCache } from '../../client/src/mail/cache/mailCache.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { MailStore, StoreEvent } from '../../client/src/mail/mailStore.ts';
import { subjectsOf, textOf } from '../../client/src/mail/testing/reading.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';
import { diskFiles, pop3At } from './pop3Settings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
  await using store = new ImapStore(aliceAt(servers));
  for (let count = 1; count <= 12; count++) {
    await store.append('INBOX', message(`Number ${count}`), [], never);
  }
});
after(() => servers.stop());

const kinds: readonly (readonly [string, () => Promise<MailStore>])[] = [
  ['IMAP', () => Promise.resolve(new ImapStore(aliceAt(servers)))],
  ['POP3', () => pop3At(servers.ports.pop3s, { security: { security: 'tls', caFile: servers.ca } })],
];

for (const [name, open] of kinds) {
  test(`${name}: what was shown is there when the server is gone, also after a restart of the editor`, async () => {
    await using files = await diskFiles();
    const cached = async (): Promise<{ readonly store: MailStore; readonly cache: MailCache }> => {
      const told = (error: Error): void => assert.fail(error);
      const cache = new MailCache({ files, limit: 1 << 20, now: Date.now, told });
      return { store: cachedStore(await open(), cache), cache };
    };
    const before = await cached();
    const subjects = await subjectsOf(before.store, 'INBOX');
    assert.equal(subjects.length, 12);
    const { envelopes } = await before.store.list('INBOX', { sort: 'date', size: 1 }, never);
    const [first] = envelopes;
    assert.ok(first);
    const text = await textOf(before.store, first.id);
    await before.store.folders(never);
    await before.cache.settled();
    await before.store[Symbol.asyncDispose]();
    await servers.stopDovecot();
    const { store } = await cached();
    const events: StoreEvent[] = [];
    {
      using _ = store.watch((event) => events.push(event));
      assert.deepEqual(await subjectsOf(store, 'INBOX'), subjects);
      assert.equal(await textOf(store, first.id), text);
      assert.ok((await store.folders(never)).length > 0);
      assert.ok(events.some(({ kind }) => kind === 'offline'));
    }
    await servers.restartDovecot();
    assert.deepEqual(await subjectsOf(store, 'INBOX'), subjects);
    await store[Symbol.asyncDispose]();
  });
}
