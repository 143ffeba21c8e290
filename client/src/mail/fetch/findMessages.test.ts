// Tests of what a Message-ID is in what somebody types, which folders are searched, and of exact finds.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import { FolderStore } from '../local/folderStore.ts';
import type { Folder, MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER } from '../testing/reading.ts';
import { findMessages, messageIdIn, searchedFolders } from './findMessages.ts';
import type { FindResult, Wanted } from './findMessages.ts';

test('an identifier is read from what people paste', () => {
  const pasted = [
    '<a@example.test>',
    '  a@example.test ',
    'Message-ID: <a@example.test>',
    'In-Reply-To:\r\n\t<a@example.test>',
    'mid:a%40example.test/part',
    '"see <a@example.test> please"',
  ];
  for (const text of pasted) assert.equal(messageIdIn(text), 'a@example.test', text);
  for (const text of ['', '<>', '<', 'x'.repeat(1000)]) assert.equal(messageIdIn(text), undefined, text);
});

function folder(id: string, specialUse = '', selectable = true): Folder {
  return { id, path: [id], specialUse, subscribed: true, selectable };
}

test('the Inbox is searched first and the bin last; where one folder has all mail, only that one and the bins', () => {
  const ids = (...folders: readonly Folder[]): readonly string[] =>
    searchedFolders(folders).map(({ id }) => id);
  const [bin, junk, other] = [folder('Bin', '\\Trash'), folder('Spam', '\\Junk'), folder('Other')];
  assert.deepEqual(ids(bin, other, folder('inbox'), folder('[Gmail]', '', false)), ['inbox', 'Other', 'Bin']);
  assert.deepEqual(ids(folder('INBOX'), other, junk, folder('All', '\\All')), ['All', 'Spam']);
});

async function find(wanted: Wanted, limit = 10): Promise<FindResult> {
  const mail = (id: string): string => `Message-ID: <${id}>\r\nSubject: ${id}\r\n\r\nHello\r\n`;
  const files = await memoryFiles({
    'one.eml': mail('a@example.test'),
    'two.eml': mail('aa@example.test'),
    'sub/three.eml': mail('a@example.test'),
  });
  const store = new FolderStore({ files, summaries: coreSummaries, name: 'Mail', now: () => 0 });
  const folders = await store.folders(NEVER);
  return findMessages({ store, folders, wanted, limit, summaries: coreSummaries }, NEVER);
}

test('a Message-ID finds the messages that have it, in each folder, and none that only contain it', async () => {
  const { found, more } = await find({ kind: 'messageId', id: 'a@example.test' });
  assert.deepEqual(
    found.map(({ envelope }) => `${envelope.id.folder} ${envelope.id.uid}`),
    ['. one', 'sub three'],
  );
  assert.equal(more, false);
  assert.deepEqual((await find({ kind: 'messageId', id: 'b@example.test' })).found, []);
});

test('a unique id finds its message, a search all, and says where there are more', async () => {
  const one = await find({ kind: 'uid', uid: 'three.eml' });
  assert.deepEqual(
    one.found.map(({ envelope }) => envelope.subject),
    ['a@example.test'],
  );
  const { found, more } = await find({ kind: 'search', query: 'subject:example' }, 2);
  assert.deepEqual([found.length, more], [2, true]);
});

test('a single folder that cannot be searched says why', async () => {
  const store = {
    list: () => Promise.reject(new MailError('not-permitted', ['host', 'Secret', 'no'])),
  } as unknown as MailStore;
  const request = {
    store,
    wanted: { kind: 'search', query: 'x' },
    limit: 1,
    summaries: coreSummaries,
  } as const;
  await assert.rejects(findMessages({ ...request, folders: [folder('Secret')] }, NEVER), {
    code: 'not-permitted',
  });
  const { skipped } = await findMessages({ ...request, folders: [folder('Secret'), folder('Other')] }, NEVER);
  assert.equal(skipped.length, 2);
});
