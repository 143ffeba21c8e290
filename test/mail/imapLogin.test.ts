// Logins and connections of an IMAP account at a real Dovecot.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';

import type { MailError } from '../../client/src/mail/faults.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, assertNoSecret, knows, never, recording } from './imapSettings.ts';
import { byDate } from './imapMailbox.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function open(chosen: Partial<ImapOptions> = {}): ImapStore {
  return new ImapStore(aliceAt(servers, chosen));
}

test('fault 20: a wrong password', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', password: 'not-the-pw' }), recorder });
  const failure = await store.folders(never).catch((error: unknown) => error as MailError);
  assert.ok(failure instanceof Error && 'code' in failure);
  assert.equal(failure.message, 'localhost does not accept the password of alice.');
  assertNoSecret(failure, 'not-the-pw');
  assertNoSecret(lines.join('\n'), 'not-the-pw');
});

test('one logs in with a token', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', accessToken: 'token-alice' }), recorder });
  assert.ok((await store.folders(never)).length > 0);
  assert.ok(
    lines.some((line) => line.endsWith('AUTHENTICATE OAUTHBEARER <secret>')),
    lines.join('\n'),
  );
  assertNoSecret(lines.join('\n'));
});

test('fault 22: a token that has expired', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', accessToken: 'token-old' }), recorder });
  const failure = await store.folders(never).catch((error: unknown) => error as MailError);
  assert.equal('code' in failure && failure.code, 'token-expired');
  assertNoSecret(failure, 'token-old');
  assertNoSecret(lines.join('\n'), 'token-old');
});

test('fault 27: Dovecot allows no login in clear from afar; by STARTTLS it works', async () => {
  const endpoint = { host: 'localhost', port: servers.ports.imapStrict, caFile: servers.ca };
  await using clear = open({ endpoint: { ...endpoint, security: 'none' } });
  await assert.rejects(clear.folders(never), { code: 'login-disabled' });
  const { lines, recorder } = recording();
  await using store = open({ endpoint: { ...endpoint, security: 'starttls' }, recorder });
  assert.ok((await store.folders(never)).length > 0);
  assert.deepEqual(
    lines.slice(1, 4).map((line) => line.replace(/OK .*/, 'OK')),
    ['C: TLS1 STARTTLS', 'S: TLS1 OK', '# TLS starts'],
  );
});

test('a connection that fails keeps no process alive', async () => {
  const script = `
    const { ImapStore } = await import('./client/src/mail/imap/imapStore.ts');
    const { nodeConnector } = await import('./client/src/net/nodeConnector.ts');
    const store = new ImapStore({
      connector: nodeConnector,
      endpoint: ${JSON.stringify({ host: 'localhost', port: servers.ports.imaps, security: 'tls', caFile: servers.ca })},
      who: () => Promise.resolve({ user: 'alice', password: 'wrong' }),
    });
    await store.folders({ signal: new AbortController().signal }).catch((error) => console.log(error.code));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
  const said = await text(child.stdout);
  assert.equal(said.trim(), 'wrong-password');
  if (child.exitCode === null) await once(child, 'exit');
  assert.equal(child.exitCode, 0);
});

test('the server describes itself', async () => {
  await using store = open();
  const lines = await store.describe(never);
  assert.ok(lines.includes('Capability: IDLE'), lines.join('\n'));
  assert.ok(lines.some((line) => line.startsWith('Namespace (personal): "", separator "/"')));
});

test('few connections serve many requests, and end', async () => {
  let opened = 0;
  const { connector, ...rest } = aliceAt(servers);
  await using store = new ImapStore({
    ...rest,
    connector: {
      open: (endpoint, cancel) => {
        opened++;
        return connector.open(endpoint, cancel);
      },
    },
  });
  await Promise.all(Array.from({ length: 12 }, () => store.list('INBOX', byDate, never)));
  assert.equal(opened, 2);
});

test('an action that is cancelled rejects at once and the next one works', async () => {
  await using store = open();
  const stop = new AbortController();
  const listed = store.list('INBOX', byDate, { signal: stop.signal });
  stop.abort();
  await assert.rejects(listed, { name: 'AbortError' });
  await store.list('INBOX', byDate, never);
});
