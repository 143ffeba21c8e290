// Tests of files on this machine: what cannot be done is told, and nothing leads out of the folder.

import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { nodeFiles } from './nodeFiles.ts';

const root = await mkdtemp(path.join(tmpdir(), 'mail-files-'));
after(() => rm(root, { recursive: true }));
const files = nodeFiles(root);
const octets = Buffer.from('Subject: a\r\n\r\n\xe9', 'latin1');

test('writes, reads, adds to, cuts and renames', async () => {
  await files.createFolder('a/b');
  await files.create('a/b/one', octets);
  await files.append('a/b/one', octets);
  assert.equal((await files.read('a/b/one')).length, 30);
  assert.deepEqual(await files.read('a/b/one', { from: 14, to: 22 }), Buffer.from('\xe9Subject', 'latin1'));
  assert.deepEqual((await files.read('a/b/one', { from: 40, to: 50 })).length, 0);
  await files.truncate('a/b/one', octets.length);
  await files.rename('a/b/one', 'a/two');
  assert.deepEqual(await files.read('a/two'), octets);
  assert.deepEqual(await files.list('a'), [
    { name: 'b', kind: 'folder' },
    { name: 'two', kind: 'file' },
  ]);
  await files.removeFolder('a');
  assert.equal(await files.stat('a/two'), undefined);
});

test('tells of changes in a folder', async () => {
  await files.createFolder('watched');
  const watchers: Disposable[] = [];
  const told = new Promise<void>((resolve) => watchers.push(files.watch('watched', resolve)));
  await files.create('watched/new', octets);
  await told;
  for (const watcher of watchers) watcher[Symbol.dispose]();
});

test('a full disk is told', { skip: process.platform !== 'linux' }, async () => {
  await assert.rejects(nodeFiles('/dev').append('full', octets), { code: 'disk-full' });
});

test('fault 61: what cannot be read is told', async () => {
  await assert.rejects(files.read('none'), { code: 'file-not-readable', message: /it is not there/ });
  await assert.rejects(files.list('none'), { code: 'file-not-readable' });
});

test('fault 62: what cannot be written is told, and nothing is written over', async () => {
  await files.create('one', octets);
  await files.create('two', new Uint8Array(0));
  await assert.rejects(files.create('one', new Uint8Array(0)), { code: 'file-not-writable' });
  await assert.rejects(files.rename('two', 'one'), { code: 'file-not-writable' });
  assert.deepEqual(await files.read('one'), octets);
});

test('fault 65: what leads out of the folder is not touched', async () => {
  await writeFile(path.join(root, '..', `${path.basename(root)}.outside`), octets);
  await symlink(`../${path.basename(root)}.outside`, path.join(root, 'link')).catch(() => undefined);
  for (const name of ['../x', 'a/../../x', 'a\\..\\x', 'a\0', `../${path.basename(root)}.outside`]) {
    await assert.rejects(async () => files.read(name), { code: 'path-escapes' }, name);
  }
  if (await files.stat('link')) await assert.rejects(files.read('link'), { code: 'path-escapes' });
  await rm(path.join(root, '..', `${path.basename(root)}.outside`));
});
