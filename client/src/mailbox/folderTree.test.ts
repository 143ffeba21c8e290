// Tests of the tree of folders: nesting, order, namespaces, folders that are not listed.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Folder } from '../mail/mailStore.ts';
import { folderTree } from './folderTree.ts';
import type { FolderBranch } from './folderTree.ts';

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const folder = (path: string, more: Partial<Folder> = {}): Folder => ({
  id: path,
  path: path.split('/'),
  subscribed: true,
  selectable: true,
  ...more,
});
/** One line a folder, indented; `(…)` cannot be opened. */
const drawn = (branches: readonly FolderBranch[], indent = ''): string[] =>
  branches.flatMap(({ name, folder: { selectable }, branches: below }) => [
    `${indent}${selectable ? name : `(${name})`}`,
    ...drawn(below, `${indent}  `),
  ]);
const tree = (folders: readonly Folder[], subscribedOnly = false): string[] =>
  drawn(folderTree(folders, { subscribedOnly }, byCode));

test('the INBOX comes first, then special use, then names', () => {
  const folders = [
    folder('zoo'),
    folder('Trash', { specialUse: '\\Trash' }),
    folder('Sent', { specialUse: '\\Sent' }),
    folder('apes'),
    folder('inbox'),
  ];
  assert.deepEqual(tree(folders), ['inbox', 'Sent', 'Trash', 'apes', 'zoo']);
});

test('folders nest by path; one that is not listed is made up and cannot be opened', () => {
  assert.deepEqual(tree([folder('INBOX'), folder('a/b/c'), folder('a/d')]), [
    'INBOX',
    '(a)',
    '  (b)',
    '    c',
    '  d',
  ]);
});

test('what an order puts late still takes the place that was made up', () => {
  assert.deepEqual(tree([folder('INBOX'), folder('a/b'), folder('a')]), ['INBOX', 'a', '  b']);
});

test('a personal namespace below the INBOX stands beside it', () => {
  assert.deepEqual(tree([folder('INBOX'), folder('INBOX/Sent'), folder('INBOX/a/b')]), [
    'INBOX',
    'Sent',
    '(a)',
    '  b',
  ]);
});

test('only what is subscribed to, and what is around it', () => {
  const folders = [
    folder('INBOX', { subscribed: false }),
    folder('a', { subscribed: false }),
    folder('a/b'),
    folder('c', { subscribed: false }),
  ];
  assert.deepEqual(tree(folders, true), ['INBOX', '(a)', '  b']);
});

test('100,000 names of one folder in the other end somewhere', () => {
  const path = Array.from({ length: 100_000 }, () => 'x');
  const [outer] = folderTree(
    [{ id: 'deep', path, subscribed: true, selectable: true }],
    { subscribedOnly: false },
    byCode,
  );
  let depth = 0;
  for (let branch = outer; branch; branch = branch.branches[0]) depth++;
  assert.equal(depth, 32);
});
