// Tests of a folder of .eml files on the disk: what is a message, what changes, and what leads nowhere.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import type { MailError } from '../faults.ts';
import type { StoreEvent } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { idOf, NEVER, subjectsOf, textOf } from '../testing/reading.ts';
import { nodeFiles } from './nodeFiles.ts';
import { openLocal } from './openLocal.ts';

const root = await mkdtemp(path.join(tmpdir(), 'mail-folder-'));
after(() => rm(root, { recursive: true }));

const ports = { files: nodeFiles, summaries: coreSummaries, now: Date.now, colons: true };
const text = (subject: string, day = 1, more = ''): string =>
  `Subject: ${subject}\nDate: ${day} Nov 2024 12:00:00 +0000\n${more}\nText\n`;

async function open(files: Readonly<Record<string, string>>): ReturnType<typeof openLocal> {
  const folder = await mkdtemp(path.join(root, 'f-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return openLocal({ kind: 'folder', name: 'Files', path: folder }, ports);
}

test('files are messages, folders are folders; what is hidden is neither', async () => {
  const store = await open({
    'one.eml': text('one', 1),
    'two.EML': text('two', 2),
    'notes.txt': 'No mail',
    '.hidden.eml': text('hidden'),
    'sub/three.eml': text('three'),
    'sub/deeper/four.eml': text('four'),
    '.git/five.eml': text('five'),
  });
  const folders = await store.folders(NEVER);
  assert.deepEqual(
    folders.map(({ id, messages }) => `${id} ${String(messages)}`),
    ['. 2', 'sub 1', 'sub/deeper 1'],
  );
  assert.deepEqual(await subjectsOf(store, '.'), ['two', 'one']);
  assert.deepEqual([(await idOf(store, '.', 0)).uid, (await idOf(store, '.', 1)).uid], ['two.EML', 'one']);
});

test('what is moved and copied keeps its octets, and takes the place of nothing', async () => {
  const store = await open({ 'a/m.eml': text('from a', 2), 'b/m.eml': text('in b', 1) });
  const id = await idOf(store, 'a');
  await store.copy([id], 'b', NEVER);
  const [moved] = await store.move([id], 'b', NEVER);
  assert.deepEqual(await subjectsOf(store, 'b'), ['from a', 'from a', 'in b']);
  assert.equal(moved?.uid, 'm (3)');
  assert.equal(await textOf(store, moved), text('from a', 2));
  await assert.rejects(textOf(store, id), { code: 'message-gone' });
  await assert.rejects(store.flag([moved], { add: ['\\Seen'] }, NEVER), { code: 'not-supported' });
});

test('names of messages and folders that lead elsewhere are refused', async () => {
  const store = await open({ 'a/m.eml': text('a') });
  for (const [folder, uid] of [
    ['..', 'x'],
    ['a', '../a/m'],
    ['a', '../../etc/passwd'],
    ['a/../..', 'm'],
  ] as const) {
    await assert.rejects(textOf(store, { folder, validity: '1', uid }), { code: 'path-escapes' });
  }
});

test('a conversation is found by its references', async () => {
  const store = await open({
    'a.eml': text('start', 1, 'Message-ID: <1@a>\n'),
    'b.eml': text('Re: start', 3, 'Message-ID: <2@a>\nReferences: <1@a>\n'),
    'c.eml': text('Re: start', 2, 'Message-ID: <3@a>\nIn-Reply-To: <1@a>\n'),
    'd.eml': text('other', 4, 'Message-ID: <4@a>\n'),
    'e.eml': text('alone', 5),
  });
  const uids = async (uid: string): Promise<string> => {
    const found = (await store.conversation?.({ folder: '.', validity: '1', uid }, NEVER)) ?? [];
    return found.map(({ id }) => id.uid).join('');
  };
  assert.deepEqual(
    [await uids('b'), await uids('a'), await uids('d'), await uids('e')],
    ['acb', 'acb', 'd', 'e'],
  );
});

test('tells of what other programs do, once', async () => {
  const folder = await mkdtemp(path.join(root, 'w-'));
  await mkdir(path.join(folder, 'a'));
  const mbox = path.join(folder, 'a', 'Inbox');
  await writeFile(mbox, '');
  await writeFile(path.join(folder, 'a', 'Sent'), '');
  const store = await openLocal({ kind: 'mbox', name: 'Mbox', path: path.join(folder, 'a') }, ports);
  const events: StoreEvent[] = [];
  const told = new Promise<void>((resolve) => {
    store.watch((event) => {
      events.push(event);
      resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await writeFile(mbox, `From a@b Fri Nov  1 12:00:00 2024\n${text('new')}\n`);
  await writeFile(`${mbox}.lock`, '');
  await told;
  assert.deepEqual(events, [{ kind: 'messages', folder: 'Inbox' }]);
  await store[Symbol.asyncDispose]();
  assert.deepEqual((await readdir(path.join(folder, 'a'))).sort(), ['Inbox', 'Inbox.lock', 'Sent']);
});

test('where one message is gone, none is moved', async () => {
  const store = await open({ 'a/m.eml': text('here'), 'b/x.eml': text('x') });
  const id = await idOf(store, 'a');
  await assert.rejects(store.move([id, { ...id, uid: 'gone' }], 'b', NEVER), { code: 'message-gone' });
  assert.deepEqual(await subjectsOf(store, 'a'), ['here']);
});

test('a folder goes with its messages and the folders in it', async () => {
  const store = await open({ 'a/m.eml': text('m'), 'a/b/n.EML': text('n'), 'c/o.eml': text('o') });
  await store.deleteFolder?.('a', NEVER);
  assert.deepEqual(
    (await store.folders(NEVER)).map(({ id }) => id),
    ['c'],
  );
  await assert.rejects(async () => store.deleteFolder?.('.', NEVER), { code: 'not-supported' });
});

for (const other of ['a/b/notes.txt', 'a/.hidden.eml', 'a/.git/config', 'a/b/.DS_Store']) {
  test(`a folder with ${other} in it stays as it is`, async () => {
    const store = await open({ 'a/m.eml': text('m'), [other]: 'precious' });
    const named = other.replace(/(\/\.git)\/.*/, '$1');
    await assert.rejects(
      async () => store.deleteFolder?.('a', NEVER),
      (error: MailError) => error.code === 'not-supported' && error.message.includes(`than mail: ${named}`),
    );
    assert.deepEqual(await subjectsOf(store, 'a'), ['m']);
  });
}
