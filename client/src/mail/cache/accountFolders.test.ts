// What is kept of an account is kept for each host and user apart, and what would be lost is counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import type { FileStat } from '../local/files.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { keptMessages, removeCaches, serverFolder } from './accountFolders.ts';

test('another host or user gets another folder, and the first finds its own again', async () => {
  const files = await memoryFiles({ 'pop3/journal': 'x' });
  assert.equal(await serverFolder(files, 'pop.example.org', 'anna'), '');
  const host = await serverFolder(files, 'pop.example.net', 'anna');
  const user = await serverFolder(files, 'pop.example.org', 'berta');
  assert.match(host, /^server-[0-9a-f]{32}$/);
  assert.equal(new Set(['', host, user]).size, 3);
  assert.equal(await serverFolder(files, 'pop.example.net', 'anna'), host);
  assert.equal(await serverFolder(files, 'POP.example.org', 'anna'), '');
  assert.ok(await files.stat('pop3/journal'));
});

test('where nothing can be written, nobody gets the folder of somebody else', async () => {
  const failing = (): Promise<never> => Promise.reject(new MailError('disk-full', ['x']));
  const files = { ...(await memoryFiles()), create: failing, read: failing };
  assert.match(await serverFolder(files, 'pop.example.org', 'anna'), /^server-/);
});

const kept = {
  'cache/folders': '[]',
  'pop3/mail/a.eml': 'a',
  'pop3/mail/b.eml.0f0f0f': 'half',
  'server-1/cache/folders': '[]',
  'server-1/pop3/mail/c.eml': 'c',
};

test('kept messages of all hosts and users are counted; what cannot be read is not nothing', async () => {
  const files = await memoryFiles(kept);
  assert.equal(await keptMessages(files), 2);
  assert.equal(await keptMessages(await memoryFiles()), 0);
  const list = (): Promise<never> => Promise.reject(new MailError('file-not-readable', ['x', 'y']));
  const stat = (): Promise<FileStat> => Promise.resolve({ size: 0, modified: 0 });
  assert.equal(await keptMessages({ ...files, list, stat }), undefined);
});

test('caches are removed, and mail is not', async () => {
  const files = await memoryFiles(kept);
  await removeCaches(files);
  assert.equal(await files.stat('cache/folders'), undefined);
  assert.equal(await files.stat('server-1/cache/folders'), undefined);
  assert.equal(await keptMessages(files), 2);
});
