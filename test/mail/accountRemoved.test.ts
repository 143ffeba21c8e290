// An account that is removed while its mailbox is being read.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import { aliceAt, never } from './imapSettings.ts';

const servers = await startMailServers();
after(() => servers.stop());

test('fault 64: what is under way ends when the account is removed, and nothing begins anew', async () => {
  const store = new ImapStore(aliceAt(servers));
  await store.folders(never);
  const underWay = Promise.allSettled([
    store.folders(never),
    ...Array.from({ length: 5 }, () => store.list('INBOX', { sort: 'date', size: 10 }, never)),
  ]);
  await store[Symbol.asyncDispose]();
  for (const result of await underWay) {
    if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'MailError');
  }
  await assert.rejects(store.folders(never), { name: 'MailError', code: 'account-removed' });
});
