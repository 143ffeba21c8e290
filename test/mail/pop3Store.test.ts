// A POP3 account against a real Dovecot, whose mail comes through a real Exim.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';

import type { MessageId } from '../../client/src/mail/mailStore.ts';
import type { Pop3Store } from '../../client/src/mail/pop3/pop3Store.ts';
import { textOf } from '../../client/src/mail/testing/reading.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { assertNoSecret, never, recording, until } from './imapSettings.ts';
import { diskFiles, listed, pop3At } from './pop3Settings.ts';

let servers: MailServers;
const COUNT = 50;
const sent = Array.from({ length: COUNT }, (_, index) => messageOf(index));
before(async () => {
  servers = await startMailServers();
  await deliver(servers.ports.smtp, sent);
  const folder = path.join(servers.maildir('alice'), 'new');
  let count = 0;
  const counting = setInterval(() => {
    void readdir(folder).then(
      (names) => (count = names.length),
      () => undefined,
    );
  }, 20);
  await until('all are delivered', () => count === COUNT, 20_000);
  clearInterval(counting);
});
after(() => servers.stop());

function tls(): { readonly port: number; readonly security: object } {
  return { port: servers.ports.pop3s, security: { security: 'tls', caFile: servers.ca } };
}

function open(chosen: Parameters<typeof pop3At>[1] = {}): Promise<Pop3Store> {
  const { port, security } = tls();
  return pop3At(port, { security, ...chosen });
}

test('pages come newest first, and each message once', async () => {
  await using store = await open();
  const subjects: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list('INBOX', { sort: 'date', size: 20, ...(after ? { after } : {}) }, never);
    subjects.push(...page.envelopes.map(({ subject }) => subject));
    after = page.next;
  } while (after !== undefined);
  assert.equal(subjects.length, COUNT);
  assert.equal(new Set(subjects).size, COUNT);
  assert.deepEqual(await store.folders(), [
    {
      ...{ id: 'INBOX', path: ['INBOX'], specialUse: '\\Inbox', subscribed: true, selectable: true },
      ...{ messages: COUNT, unseen: COUNT },
    },
  ]);
});

test('octets received are the octets that the server has, for 50 messages', async () => {
  await using store = await open();
  const folder = path.join(servers.maildir('alice'), 'new');
  const names = await readdir(folder).catch(() => []);
  const moved = path.join(servers.maildir('alice'), 'cur');
  const files = [
    ...names.map((name) => path.join(folder, name)),
    ...(await readdir(moved)).map((name) => path.join(moved, name)),
  ];
  const stored = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  const onDisk = new Set(stored.map((text) => text.replace(/\r?\n/g, '\r\n')));
  for (const id of await listed(store)) {
    const text = await textOf(store, id);
    assert.ok(onDisk.has(text), text.slice(0, 300));
    assert.ok(
      sent.some((one) => text.endsWith(one.slice(one.indexOf('Subject:')))),
      text,
    );
  }
});

test('local search finds by sender, subject and text', async () => {
  await using store = await open();
  const found = async (query: string): Promise<number> =>
    (await store.list('INBOX', { sort: 'date', size: 100, query }, never)).envelopes.length;
  assert.equal(await found('subject:"Number 7"'), 1);
  assert.equal(await found('body:dots-12'), 1);
  assert.equal(await found('from:nobody'), 0);
});

test('the three ways to leave mail on the server, on the disk', async () => {
  await using files = await diskFiles();
  let last: MessageId | undefined;
  {
    await using store = await open({ files, leave: { kind: 'delete' } });
    [last] = await listed(store);
    assert.ok(last);
    await textOf(store, last);
    assert.equal(await store.deletions.apply(never), 1);
  }
  await using store = await open({ files, leave: { kind: 'keep' } });
  const ids = await listed(store);
  assert.equal(ids.length, COUNT);
  assert.equal(ids.at(-1)?.uid, last.uid, 'what is only here stands last');
  assert.ok((await textOf(store, last)).includes('Subject: Number'));
  await using other = await open();
  assert.equal((await listed(other)).length, COUNT - 1);
});

test('two windows list at the same time', async () => {
  await using one = await open();
  await using two = await open();
  const [ones, twos] = await Promise.all([listed(one), listed(two)]);
  assert.deepEqual(ones, twos);
});

test('STARTTLS, and a login by token', async () => {
  const caFile = servers.ca;
  await using stls = await pop3At(servers.ports.pop3, { security: { security: 'starttls', caFile } });
  assert.ok((await listed(stls)).length > 0);
  const who = (): Promise<{ user: string; accessToken: string }> =>
    Promise.resolve({ user: 'alice', accessToken: 'token-alice' });
  await using token = await open({ who });
  assert.ok((await listed(token)).length > 0);
});

test('pop3, fault as 20: wrong password; as 22: a token that has ended', async () => {
  const { lines, recorder } = recording();
  await using store = await open({
    who: () => Promise.resolve({ user: 'alice', password: 'wrong-pw-of-alice' }),
    recorder,
  });
  const error = await listed(store).catch((reason: unknown) => reason as { code: string });
  assert.equal('code' in error && error.code, 'wrong-password');
  assertNoSecret([error, lines], 'wrong-pw-of-alice');
  await using expired = await open({
    who: () => Promise.resolve({ user: 'alice', accessToken: 'token-old' }),
  });
  await assert.rejects(listed(expired), { code: 'token-expired' });
});

test('where a login in clear is forbidden, the password is not said', async () => {
  const { lines, recorder } = recording();
  await using store = await pop3At(servers.ports.pop3Strict, { recorder });
  assert.ok((await listed(store)).length > 0);
  assert.ok(lines.some((line) => line.startsWith('C: AUTH CRAM-MD5')));
  assert.ok(!lines.some((line) => line.startsWith('C: PASS')));
  await using token = await pop3At(servers.ports.pop3Strict, {
    who: () => Promise.resolve({ user: 'alice', accessToken: 'token-alice' }),
  });
  await assert.rejects(listed(token), { code: 'no-common-mechanism' });
});

test('a restart of the server costs no more than the action it meets', async () => {
  await using store = await open();
  assert.ok((await listed(store)).length > 0);
  await servers.restartDovecot();
  assert.ok((await listed(store)).length > 0);
});

test('the recording of a session has no secret and no message', async () => {
  const { lines, recorder } = recording();
  await using store = await open({ recorder });
  const [id] = await listed(store);
  assert.ok(id);
  await textOf(store, id);
  assertNoSecret(lines.join('\n'));
  assert.ok(lines.some((line) => line.startsWith('C: RETR')));
  assert.ok(!lines.some((line) => line.includes('dots-')));
});

function messageOf(index: number): string {
  const dots = index % 3 === 0 ? '.\r\n..\r\n.x\r\n' : '';
  const long = index % 10 === 0 ? `${'x'.repeat(900)}\r\n`.repeat(200) : '';
  const body = `${dots}dots-${index}\r\n${long}${index % 4 === 0 ? '\u00e4\u00f6\u00fc' : ''}\r\n.`;
  return [
    'From: Anna <anna@example.test>',
    'To: Alice <alice@example.test>',
    `Date: Sat, 21 Nov 2026 08:${String(index).padStart(2, '0')}:00 +0000`,
    `Message-ID: <pop${index}@example.test>`,
    `Subject: Number ${index}`,
    '',
    `${body}\r\n`,
  ].join('\r\n');
}

/** Hands messages to Exim in one session (RFC 5321). */
async function deliver(port: number, messages: readonly string[]): Promise<void> {
  const socket = net.connect(port, '127.0.0.1');
  const replies = socket[Symbol.asyncIterator]();
  const expect = async (code: string): Promise<void> => {
    let text = '';
    while (!/^\d{3} .*\r\n$/m.test(text)) {
      const { value, done } = (await replies.next()) as IteratorResult<Buffer, undefined>;
      assert.ok(!done, `the server left: ${text}`);
      text += value.toString('latin1');
    }
    assert.ok(text.startsWith(code), text);
  };
  await expect('220');
  socket.write('EHLO client.example.test\r\n');
  await expect('250');
  for (const message of messages) {
    for (const line of ['MAIL FROM:<anna@example.test> BODY=8BITMIME', 'RCPT TO:<alice@example.test>']) {
      socket.write(`${line}\r\n`);
      await expect('250');
    }
    socket.write('DATA\r\n');
    await expect('354');
    socket.write(Buffer.from(`${message.replace(/(^|\r\n)\./g, '$1..')}.\r\n`, 'latin1'));
    await expect('250');
  }
  socket.end('QUIT\r\n');
}
