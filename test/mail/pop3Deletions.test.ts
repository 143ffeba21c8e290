// Deletions of a POP3 account: they wait, can be taken back, are applied in one session, and are never done twice.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import type { LeaveOnServer } from '../../client/src/mail/account.ts';
import { keptMessages, serverFolder } from '../../client/src/mail/cache/accountFolders.ts';
import { MailError } from '../../client/src/mail/faults.ts';
import type { Files } from '../../client/src/mail/local/files.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import type { StoreEvent } from '../../client/src/mail/mailStore.ts';
import type { Pop3Store } from '../../client/src/mail/pop3/pop3Store.ts';
import { memoryFiles } from '../../client/src/mail/testing/memoryFiles.ts';
import { textOf } from '../../client/src/mail/testing/reading.ts';
import { block, startHostilePop3 } from '../servers/hostilePop3.ts';
import { never } from './imapSettings.ts';
import { diskFiles, listed, NOON, pop3At, small } from './pop3Settings.ts';

const messages = ['a', 'b', 'c'].map((uid) => ({ uid, ...small(uid) }));
const DAY = 86_400_000;

test('a deletion waits, is shown, survives a restart, and is applied by DELE and QUIT', async () => {
  await using server = await startHostilePop3({ messages });
  const files = await memoryFiles();
  {
    await using store = await pop3At(server.port, { files });
    const [, b] = await listed(store);
    assert.ok(b);
    await store.expunge([b]);
    const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, never);
    assert.deepEqual(
      envelopes.map(({ id, flags }) => [id.uid, flags.has('\\Deleted')]),
      [
        ['c', false],
        ['b', true],
        ['a', false],
      ],
    );
  }
  assert.ok(!server.said.some((line) => line.startsWith('DELE')));
  await using store = await pop3At(server.port, { files });
  await listed(store);
  assert.deepEqual(
    store.deletions.pending().map(({ uid }) => uid),
    ['b'],
  );
  assert.equal(await store.deletions.apply(never), 1);
  assert.deepEqual(
    server.left.map(({ uid }) => uid),
    ['a', 'c'],
  );
  assert.deepEqual(store.deletions.pending(), []);
  assert.deepEqual(
    (await listed(store)).map(({ uid }) => uid),
    ['c', 'a'],
  );
});

test('between two actions no session is open', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  await store.expunge(await listed(store));
  assert.equal(server.said.at(-1), 'QUIT');
  await store.deletions.apply(never);
  assert.equal(server.said.filter((line) => line === 'QUIT').length, 2);
  assert.equal(server.said.filter((line) => line.startsWith('DELE')).length, 3);
});

test('what is taken back is not deleted', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  const ids = await listed(store);
  const events: StoreEvent[] = [];
  using _ = store.watch((event) => events.push(event));
  await store.expunge(ids);
  await store.deletions.takeBack(ids.slice(1));
  assert.equal(await store.deletions.apply(never), 1);
  assert.deepEqual(
    server.left.map(({ uid }) => uid),
    ['a', 'b'],
  );
  assert.equal(events.length, 3);
});

test('a server that refuses one deletion does the others, and the one waits on', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line === 'DELE 2' ? ['-ERR not this one\r\n'] : undefined),
  });
  await using store = await pop3At(server.port);
  await store.expunge(await listed(store));
  assert.equal(await store.deletions.apply(never), 2);
  assert.deepEqual(
    store.deletions.pending().map(({ uid }) => uid),
    ['b'],
  );
});

test('fault 46: the answer to QUIT is lost: what is gone is found out, and nothing is deleted twice', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line, count) => (line === 'QUIT' && count === 1 ? ['cut'] : undefined),
  });
  await using store = await pop3At(server.port);
  const [c] = await listed(store);
  assert.ok(c);
  await store.expunge([c]);
  await assert.rejects(store.deletions.apply(never), {
    code: 'deletions-unknown',
    details: ['localhost', '1'],
  });
  assert.deepEqual(
    store.deletions.pending().map(({ uid }) => uid),
    ['c'],
  );
  assert.equal(await store.deletions.apply(never), 0);
  assert.deepEqual(store.deletions.pending(), []);
  assert.equal(server.said.filter((line) => line.startsWith('DELE')).length, 1);
});

test('fault 16: cut at DELE: nothing was deleted, all waits on', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line === 'DELE 2' ? ['cut'] : undefined),
  });
  await using store = await pop3At(server.port);
  await store.expunge(await listed(store));
  await assert.rejects(store.deletions.apply(never), { code: 'connection-lost' });
  assert.equal(store.deletions.pending().length, 3);
  assert.equal(server.left.length, 3);
});

test('fault 35: QUIT says that not all could be deleted', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line, count) => (line === 'QUIT' && count === 1 ? ['-ERR some are left\r\n'] : undefined),
  });
  await using store = await pop3At(server.port);
  await store.expunge(await listed(store));
  await assert.rejects(store.deletions.apply(never), { code: 'command-refused' });
  assert.equal(await store.deletions.apply(never), 0);
});

test('two messages of one unique id are left alone', async () => {
  await using server = await startHostilePop3({ messages: [...messages, { uid: 'a', ...small('twin') }] });
  await using store = await pop3At(server.port);
  await store.expunge((await listed(store)).filter(({ uid }) => uid === 'a'));
  assert.equal(await store.deletions.apply(never), 0);
  assert.equal(server.left.length, 4);
});

test('fault 43: without UIDL messages are read, and not deleted', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (line.startsWith('UIDL') ? ['-ERR what\r\n'] : undefined),
  });
  await using store = await pop3At(server.port, { leave: { kind: 'delete' } });
  const [c] = await listed(store);
  assert.ok(c);
  assert.equal(await textOf(store, c), small('c').text);
  await assert.rejects(store.expunge([c]), { code: 'pop3-no-uidl' });
  await assert.rejects(store.deletions.apply(never), { code: 'pop3-no-uidl' });
  assert.deepEqual(store.deletions.pending(), []);
});

test('leave on server: delete: what was fetched whole is kept here, then deleted there', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port, { leave: { kind: 'delete' } });
  const [c, b] = await listed(store);
  assert.ok(b && c);
  for await (const _ of store.read(c, { from: 0, to: 10 }, never)) break;
  assert.deepEqual(store.deletions.pending(), [], 'a part is not the message');
  await textOf(store, b);
  assert.deepEqual(
    store.deletions.pending().map(({ uid }) => uid),
    ['b'],
  );
  assert.equal(await store.deletions.apply(never), 1);
  assert.deepEqual(
    server.left.map(({ uid }) => uid),
    ['a', 'c'],
  );
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, never);
  assert.deepEqual(
    envelopes.map(({ id, subject, flags }) => [id.uid, subject, [...flags]]),
    [
      ['c', 'c', []],
      ['a', 'a', []],
      ['b', 'b', []],
    ],
  );
  const sessions = server.said.filter((line) => line === 'QUIT').length;
  assert.equal(await textOf(store, b), small('b').text);
  assert.equal(server.said.filter((line) => line === 'QUIT').length, sessions, 'it is read from here');
  // It is nowhere else now: neither asking nor looking removes it, and it can be taken back.
  await store.expunge([b]);
  await store.fetch(never);
  assert.equal(await textOf(store, b), small('b').text);
  await store.deletions.takeBack([b]);
  await store.deletions.apply(never);
  assert.equal(await textOf(store, b), small('b').text);
  await store.expunge([b]);
  assert.equal(await store.deletions.apply(never), 1);
  assert.ok(!(await listed(store)).some(({ uid }) => uid === 'b'));
});

test('a copy that is to be deleted outlives the message on the server until deletions are applied', async () => {
  await using server = await startHostilePop3({ messages });
  const files = await memoryFiles();
  await using store = await pop3At(server.port, { files, leave: { kind: 'days', days: 7 } });
  const [c] = await listed(store);
  assert.ok(c);
  await textOf(store, c);
  await store.expunge([c]);
  {
    await using other = await pop3At(server.port);
    await listed(other);
    await other.expunge([c]);
    await other.deletions.apply(never);
  }
  assert.equal((await listed(store)).at(-1)?.uid, 'c');
  assert.equal(await textOf(store, c), small('c').text);
  assert.equal(await store.deletions.apply(never), 1);
  assert.deepEqual(await files.list('pop3/mail'), []);
});

test('leave on server: days: what was fetched is deleted when its time has come', async () => {
  await using server = await startHostilePop3({ messages });
  let now = NOON;
  await using store = await pop3At(server.port, { leave: { kind: 'days', days: 7 }, now: () => now });
  const [c] = await listed(store);
  assert.ok(c);
  await textOf(store, c);
  now += 7 * DAY - 1;
  assert.equal(await store.deletions.apply(never), 0);
  now += 1;
  assert.equal(await store.deletions.apply(never), 1);
  assert.deepEqual(
    server.left.map(({ uid }) => uid),
    ['a', 'b'],
  );
});

test('leave on server: keep: nothing is deleted, nothing is kept here', async () => {
  await using server = await startHostilePop3({ messages });
  const files = await memoryFiles();
  await using store = await pop3At(server.port, { files });
  for (const id of await listed(store)) await textOf(store, id);
  assert.equal(await store.deletions.apply(never), 0);
  assert.deepEqual(await files.list('pop3/mail'), []);
});

test('a message that cannot be kept here stays on the server', async () => {
  await using server = await startHostilePop3({ messages });
  const files = await memoryFiles();
  const told: string[] = [];
  const full: Files = { ...files, rename: () => Promise.reject(new MailError('disk-full', ['x'])) };
  await using store = await pop3At(server.port, {
    files: full,
    leave: { kind: 'delete' },
    told: (error) => told.push(error.code),
  });
  const [c] = await listed(store);
  assert.ok(c);
  assert.equal(await textOf(store, c), small('c').text);
  assert.deepEqual(told, ['disk-full']);
  assert.deepEqual(store.deletions.pending(), []);
});

test('two windows with one journal lose no change', async () => {
  await using server = await startHostilePop3({ messages });
  const files = await memoryFiles();
  await using one = await pop3At(server.port, { files });
  await using two = await pop3At(server.port, { files });
  const [c, b, a] = await listed(one);
  await listed(two);
  assert.ok(a && b && c);
  await one.expunge([a]);
  await two.flag([b], { add: ['\\Seen'] });
  await one.deletions.takeBack([a]);
  await two.expunge([c]);
  const { envelopes } = await one.list('INBOX', { sort: 'date', size: 10 }, never);
  assert.deepEqual(
    envelopes.map(({ id, flags }) => [id.uid, [...flags]]),
    [
      ['c', ['\\Deleted']],
      ['b', ['\\Seen']],
      ['a', []],
    ],
  );
});

test('fetch counts what is new', async () => {
  await using server = await startHostilePop3({
    messages,
    answer: (line, count) =>
      line === 'UIDL' && count === 1 ? [`+OK\r\n${block('1 a\r\n2 b\r\n3 d\r\n')}`] : undefined,
  });
  await using store = await pop3At(server.port);
  assert.equal(await store.fetch(never), 3);
  assert.equal(await store.fetch(never), 1);
});

test('leave on server: delete: fetching takes all mail here, and deletes it there but what was deleted by hand', async () => {
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port, { leave: { kind: 'delete' } });
  const [, , a] = await listed(store);
  assert.ok(a);
  await store.expunge([a]);
  assert.equal(await store.fetch(never), 0);
  assert.deepEqual(
    server.left.map(({ uid }) => uid),
    ['a'],
  );
  const ids = await listed(store);
  assert.deepEqual(ids.map(({ uid }) => uid).sort(), ['a', 'b', 'c']);
  const sessions = server.said.length;
  for (const id of ids.slice(1)) assert.equal(await textOf(store, id), small(id.uid).text);
  assert.equal(server.said.length, sessions, 'they are read from here');
});

test('under another host or user nothing is known of the ids of before, and what was kept stays', async () => {
  await using server = await startHostilePop3({ messages });
  await using disk = await diskFiles();
  const openAs = async (user: string, leave: LeaveOnServer): Promise<Pop3Store> => {
    const folder = await serverFolder(disk, 'localhost', user);
    return pop3At(server.port, { files: nodeFiles(path.join(disk.root, folder)), leave });
  };
  {
    await using store = await openAs('alice', { kind: 'days', days: 7 });
    const [c, b] = await listed(store);
    assert.ok(c && b);
    await textOf(store, c);
    await store.expunge([b]);
  }
  {
    await using store = await openAs('berta', { kind: 'delete' });
    await listed(store);
    assert.deepEqual(store.deletions.pending(), [], 'what alice has deleted is not what berta has');
    assert.equal(await store.deletions.apply(never), 0);
  }
  assert.equal(await keptMessages(disk), 1);
  await using store = await openAs('alice', { kind: 'keep' });
  await listed(store);
  assert.deepEqual(
    store.deletions.pending().map(({ uid }) => uid),
    ['b'],
  );
});
