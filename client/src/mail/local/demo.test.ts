// Tests of the demo account over the samples as they are shipped, with files that cannot list themselves.

import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import type { MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { idOf, NEVER, subjectsOf, textOf } from '../testing/reading.ts';
import { openDemo } from './demo.ts';
import type { FileIndex } from './listedFiles.ts';
import { nodeFiles } from './nodeFiles.ts';

const samples = path.join(import.meta.dirname, '../../../../samples/mailbox');

/** As in the web: an extension's files can be read, and neither listed nor measured. */
function open(): Promise<MailStore> {
  const refuse = (): Promise<never> => Promise.reject(new Error('this is not done'));
  const files = nodeFiles(samples);
  return openDemo({ ...files, list: refuse, stat: refuse, create: refuse }, coreSummaries, () => NOW);
}

test('the index says what is there', async () => {
  const index = JSON.parse(await readFile(path.join(samples, 'index.json'), 'utf8')) as FileIndex;
  const found = await readdir(samples, { recursive: true });
  assert.deepEqual(
    index.files.map(({ path: file }) => file),
    found
      .filter((file) => file.endsWith('.eml'))
      .map((file) => file.replaceAll('\\', '/'))
      .sort(),
  );
  for (const { path: file, size } of index.files) {
    assert.equal(size, (await stat(path.join(samples, file))).size, file);
    assert.match(file, /^[\w/.-]+$/, 'a name that every system can have');
  }
});

test('has folders with their use and counts', async () => {
  const folders = await (await open()).folders(NEVER);
  assert.deepEqual(
    folders.map(({ path: names, specialUse = '-' }) => `${names.join('/')} ${specialUse}`),
    [
      'Archive \\Archive',
      'Drafts \\Drafts',
      'Inbox \\Inbox',
      'Junk \\Junk',
      'Lists -',
      'Lists/Announcements -',
      'Lists/Gardeners -',
      'Sent \\Sent',
      'Trash \\Trash',
    ],
  );
  const gardeners = folders.find(({ id }) => id === 'Lists/Gardeners');
  assert.deepEqual([gardeners?.messages, gardeners?.unseen], [6, 3]);
});

test('shows messages newest first, in pages', async () => {
  const store = await open();
  const first = await store.list('Archive', { sort: 'date', size: 3 }, NEVER);
  const { next: after = '' } = first;
  const rest = await store.list('Archive', { sort: 'date', size: 3, after }, NEVER);
  assert.deepEqual(
    [first, rest].map(({ envelopes }) => envelopes.map(({ subject }) => subject)),
    [['Happy leap day', 'Set a new password', 'Your ticket to Exampleton'], ['Greetings from the sea']],
  );
  assert.equal(rest.next, undefined);
  assert.equal(first.envelopes[2]?.hasAttachments, true);
});

test('everything can be tried, and nothing is changed', async () => {
  const store = await open();
  const id = await idOf(store, 'Junk');
  const octets = await textOf(store, id);
  await store.flag([id], { add: ['\\Flagged'] }, NEVER);
  const [moved] = await store.move([id], 'Trash', NEVER);
  assert.deepEqual(await subjectsOf(store, 'Junk'), []);
  assert.deepEqual(await subjectsOf(store, 'Trash', 'is:flagged'), ['You have won']);
  assert.equal(moved && (await textOf(store, moved)), octets);
  await store.append('Inbox', Buffer.from('Subject: New\r\n\r\nText'), ['\\Seen'], NEVER);
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'subject:new body:text -from:x'), ['New']);
  await store.createFolder?.(['Lists', 'New'], NEVER);
  await store.renameFolder?.('Lists', ['Groups'], NEVER);
  assert.equal((await subjectsOf(store, 'Groups/Gardeners', 'is:unread')).length, 3);
  await store.deleteFolder?.('Groups', NEVER);
  assert.equal(
    (await store.folders(NEVER)).some(({ id: folder }) => /Lists|Groups/.test(folder)),
    false,
  );
  assert.deepEqual(await subjectsOf(await open(), 'Junk'), ['You have won']);
});

test('searches in decoded text', async () => {
  const store = await open();
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'body:hedgehog'), ['Week 47 – the garden in November']);
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'body:"needs them" OR subject:МЕ'), [
    'Week 47 – the garden in November',
  ]);
  assert.deepEqual(await subjectsOf(store, 'Archive', 'body:"good journey" has:attachment before:2024'), [
    'Your ticket to Exampleton',
  ]);
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'has:calendar'), ['Invitation: Walk in the park']);
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'keyword:junk'), ['Your account will be closed today']);
  assert.deepEqual(await subjectsOf(store, 'Inbox', 'larger:100k'), ['The whole table']);
});

/** 21 November 2024. */
const NOW = Date.UTC(2024, 10, 21, 12);
