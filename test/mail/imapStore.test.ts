// An IMAP account against a real Dovecot.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { StoreEvent } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never, until } from './imapSettings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

test('new mail is told of within a second', async () => {
  await using store = new ImapStore(aliceAt(servers));
  const events: StoreEvent[] = [];
  using _ = store.watch((event) => events.push(event));
  await until('online', () => events.some(({ kind }) => kind === 'online'));
  await new Promise((r) => setTimeout(r, 500));
  events.length = 0;
  const t = performance.now();
  await store.append('INBOX', message('New'), [], never);
  await until('told', () => events.some(({ kind }) => kind === 'messages'), 4000);
  console.log(performance.now() - t, events);
  assert.ok(true);
});
