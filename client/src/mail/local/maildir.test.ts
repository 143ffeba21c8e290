// Tests of Maildirs: files as Dovecot and others leave them, and what is written for them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import type { MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { idOf, NEVER, subjectsOf, textOf } from '../testing/reading.ts';
import type { Files } from './files.ts';
import { maildirName, parseMaildirName, timeOf } from './maildirName.ts';
import { MaildirStore } from './maildirStore.ts';
import { openLocal } from './openLocal.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from './modifiedUtf7.ts';

const message = (subject: string): string => `Subject: ${subject}\n\nText\n`;

async function open(files: Files, separator?: ';'): Promise<MailStore> {
  for (const sub of ['cur', 'new', 'tmp']) await files.createFolder(sub);
  return new MaildirStore({
    files,
    summaries: coreSummaries,
    now: () => NOW,
    ...(separator ? { separator } : {}),
  });
}

async function namesIn(files: Files, path: string): Promise<readonly string[]> {
  return (await files.list(path)).map(({ name }) => name).sort();
}

test('reads names as mail programs write them', () => {
  for (const [name, base, letters] of [
    ['1732190400.M1P2.host', '1732190400.M1P2.host', ''],
    ['1732190400.M1P2.host:2,FS', '1732190400.M1P2.host', 'FS'],
    ['1732190400.M1P2.host,S=120,W=124:2,Sa', '1732190400.M1P2.host,S=120,W=124', 'Sa'],
    ['1732190400.1.host;2,R', '1732190400.1.host', 'R'],
    ['odd;name:2,', 'odd;name', ''],
  ] as const) {
    const found = parseMaildirName(name);
    assert.deepEqual([found.base, found.letters], [base, letters], name);
  }
  assert.equal(maildirName('1.a', 'SFS', ':'), '1.a:2,FS');
  assert.equal(timeOf('1732190400.M1P2.host'), NOW);
  assert.equal(timeOf('msg.1'), undefined);
});

test('shows messages newest first with their flags, and moves nothing by looking', async () => {
  const files = await memoryFiles({
    'cur/1732190000.1.host:2,FS': message('one'),
    'cur/1732190100.2.host;2,RSb': message('two'),
    'new/1732190200.3.host': message('three'),
    'tmp/1732190300.4.host': message('not yet there'),
    'dovecot-keywords': '0 Work\n1 $Later\n',
  });
  const store = await open(files);
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, NEVER);
  assert.deepEqual(
    envelopes.map(({ subject, flags }) => [subject, ...flags]),
    [['three'], ['two', '\\Answered', '\\Seen', '$Later'], ['one', '\\Flagged', '\\Seen']],
  );
  const [inbox] = await store.folders(NEVER);
  assert.deepEqual([inbox?.messages, inbox?.unseen, inbox?.specialUse], [3, 1, '\\Inbox']);
  assert.deepEqual(await namesIn(files, 'new'), ['1732190200.3.host']);
});

test('writes flags into names, also keywords, and a message that has some is no longer new', async () => {
  const files = await memoryFiles({ 'new/1732190200.3.host': message('a'), 'dovecot-keywords': '0 Work\n' });
  const store = await open(files);
  const id = await idOf(store, 'INBOX');
  await store.flag([id], { add: ['\\Seen', 'Work', 'Garden'] }, NEVER);
  assert.deepEqual(await namesIn(files, 'cur'), ['1732190200.3.host:2,Sab']);
  assert.equal(Buffer.from(await files.read('dovecot-keywords')).toString(), '0 Work\n1 Garden\n');
  await store.flag([id], { remove: ['\\Seen', 'Work'] }, NEVER);
  assert.deepEqual(await namesIn(files, 'cur'), ['1732190200.3.host:2,b']);
  assert.equal(await textOf(store, id), message('a'), 'its name holds');
});

test('writes names that Windows can have', async () => {
  const files = await memoryFiles();
  const store = await open(files, ';');
  await store.append('INBOX', Buffer.from(message('a')), ['\\Seen'], NEVER);
  assert.match((await namesIn(files, 'cur'))[0] ?? '', /^[^:]+;2,S$/);
});

test('delivers through tmp, and what is added is read back octet by octet', async () => {
  const files = await memoryFiles();
  const way: string[] = [];
  const store = await open({
    ...files,
    create: (path, octets) => (way.push(`create ${path.slice(0, 4)}`), files.create(path, octets)),
    rename: (from, to) => (way.push(`rename ${from.slice(0, 4)}${to.slice(0, 4)}`), files.rename(from, to)),
  });
  const times = runs(30);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (octets) => {
      const id = await store.append('INBOX', octets, [], NEVER);
      assert.equal(id && (await textOf(store, id)), Buffer.from(octets).toString('latin1'));
    }),
    times,
  );
  assert.deepEqual(way.slice(0, 2), ['create tmp/', 'rename tmp/new/']);
  assert.equal(new Set(await namesIn(files, 'new')).size, times.numRuns);
  assert.deepEqual(await namesIn(files, 'tmp'), []);
});

test('has the folders of Maildir++, with names beyond ASCII', async () => {
  const files = await memoryFiles();
  const store = await open(files);
  await store.createFolder?.(['Listen', 'Gärtner'], NEVER);
  assert.deepEqual(await namesIn(files, '.Listen.G&AOQ-rtner'), ['cur', 'maildirfolder', 'new', 'tmp']);
  const folder = await store.renameFolder?.('.Listen.G&AOQ-rtner', ['Garten'], NEVER);
  const names = (await store.folders(NEVER)).map(({ path }) => path.join('/'));
  assert.deepEqual([folder?.id, ...names], ['.Garten', 'INBOX', 'Garten']);
  await store.append('INBOX', Buffer.from(message('a')), ['\\Flagged'], NEVER);
  const id = await idOf(store, 'INBOX');
  const [copy] = await store.copy([id], '.Garten', NEVER);
  const [moved] = await store.move([id], '.Garten', NEVER);
  assert.equal(moved?.uid, id.uid);
  assert.notEqual(copy?.uid, id.uid);
  assert.deepEqual(await subjectsOf(store, '.Garten', 'is:flagged'), ['a', 'a']);
  await store.expunge(copy ? [copy] : [], NEVER);
  assert.deepEqual(await subjectsOf(store, '.Garten'), ['a']);
  await store.deleteFolder?.('.Garten', NEVER);
  assert.equal((await store.folders(NEVER)).length, 1);
});

test('has folders that stand in each other, as mbsync keeps them', async () => {
  const files = await memoryFiles({
    'INBOX/cur/1.a:2,S': message('in'),
    'Lists/Cooks/new/2.a': message('soup'),
    'Lists/Cooks/cur/3.a:2,': message('bread'),
    '.git/cur/x': 'no mail',
  });
  const ports = { files: () => files, summaries: coreSummaries, now: () => NOW, colons: true };
  const store = await openLocal({ kind: 'maildir', name: 'Mail', path: '/mail' }, ports);
  const ids = async (): Promise<string> => (await store.folders(NEVER)).map(({ id }) => id).join(' ');
  await files.createFolder('INBOX/new');
  assert.equal(await ids(), 'INBOX Lists/Cooks');
  assert.deepEqual(await subjectsOf(store, 'Lists/Cooks'), ['bread', 'soup']);
  await store.createFolder?.(['Lists', 'Cooks', 'Bakers'], NEVER);
  await store.renameFolder?.('Lists/Cooks', ['Kitchen'], NEVER);
  assert.equal(await ids(), 'INBOX Kitchen Kitchen/Bakers');
  await store.move([await idOf(store, 'INBOX')], 'Kitchen/Bakers', NEVER);
  assert.deepEqual(await subjectsOf(store, 'Kitchen/Bakers', 'is:read'), ['in']);
  await store.deleteFolder?.('Kitchen', NEVER);
  assert.equal(await ids(), 'INBOX');
  await assert.rejects(subjectsOf(store, '../x'), { code: 'folder-gone' });
});

test('a name that cannot be that of a folder is refused', async () => {
  const store = await open(await memoryFiles());
  for (const name of ['', 'a.b', '../up', 'a\u202eb', 'inbox', 'nul']) {
    await assert.rejects(
      async () => store.createFolder?.([name], NEVER),
      { code: 'folder-name-unusable' },
      name,
    );
  }
});

test('a folder that leads elsewhere is no folder', async () => {
  const store = await open(await memoryFiles());
  for (const folder of ['..', '../x', '.a/b', 'cur', '.gone']) {
    await assert.rejects(store.append(folder, new Uint8Array(), [], NEVER), { code: 'folder-gone' }, folder);
  }
});

test('modified UTF-7 is undone', () => {
  assert.equal(encodeModifiedUtf7('~peter/mail/台北/日本語'), '~peter/mail/&U,BTFw-/&ZeVnLIqe-');
  assert.equal(decodeModifiedUtf7('&Jjo-!'), '☺!');
  assert.equal(decodeModifiedUtf7('&U,BTFw-&ZeVnLIqe-'), '&U,BTFw-&ZeVnLIqe-', 'two runs that should be one');
  fc.assert(
    fc.property(fc.array(fc.nat(0xd7ff), { maxLength: 12 }), (units) => {
      const text = String.fromCharCode(...units);
      assert.equal(decodeModifiedUtf7(encodeModifiedUtf7(text)), text);
    }),
  );
});

/** 21 November 2024, 12:00. */
const NOW = 1732190400_000;

test('where messages are now is told in the order given; where one is gone, none is touched', async () => {
  const files = await memoryFiles({
    'cur/1732190000.1.host:2,': message('one'),
    'cur/1732190200.3.host:2,': message('three'),
  });
  const store = await open(files);
  const work = (await store.createFolder?.(['Work'], NEVER))?.id ?? '';
  const [three, one] = [await idOf(store, 'INBOX', 0), await idOf(store, 'INBOX', 1)];
  const lost = { ...one, uid: '1732190100.2.host' };
  await assert.rejects(store.move([one, lost, three], work, NEVER), { code: 'message-gone' });
  await assert.rejects(store.copy([one, lost, three], work, NEVER), { code: 'message-gone' });
  assert.deepEqual([await subjectsOf(store, 'INBOX'), await subjectsOf(store, work)], [['three', 'one'], []]);
  const moved = await store.move([one, three], work, NEVER);
  assert.deepEqual(await Promise.all(moved.map(async (id) => id && textOf(store, id))), [
    message('one'),
    message('three'),
  ]);
});
