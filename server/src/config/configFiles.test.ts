// Tests of how configuration files are found and laid over each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../core/index.ts';
import { ConfigFiles, parentFolder } from './configFiles.ts';

const rules = [{ id: 'a/one' }, { id: 'a/two' }] as unknown as readonly Rule[];

/** Reads from a record; `top` is where the search ends. */
function configFiles(
  files: Readonly<Record<string, string>>,
  top?: string,
): { files: ConfigFiles; reads: string[] } {
  const reads: string[] = [];
  const read = (path: string): Promise<string | undefined> => {
    reads.push(path);
    return Promise.resolve(files[path]);
  };
  return { files: new ConfigFiles({ rules, read, isTop: (folder) => folder === top }), reads };
}

test('nearest last, up to the root of the file system', async () => {
  const { files } = configFiles({
    '/.mailworkbench.json': '{"profile": "strict"}',
    '/w/mail/.mailworkbench.json': '{"rules": {"a/one": "off"}}',
  });
  const { layers, sources } = await files.forFile('/w/mail/a.eml');
  assert.deepEqual(
    sources.map((source) => source.path),
    ['/.mailworkbench.json', '/w/mail/.mailworkbench.json'],
  );
  assert.equal(layers[0]?.profile, 'strict');
  assert.deepEqual(layers[1]?.rules, { 'a/one': 'off' });
});

test('above "root": true nothing counts', async () => {
  const { files } = configFiles({
    '/w/.mailworkbench.json': '{"profile": "strict"}',
    '/w/a/.mailworkbench.json': '{"root": true}',
  });
  assert.deepEqual(
    (await files.forFile('/w/a/b/c.eml')).sources.map((source) => source.folder),
    ['/w/a'],
  );
});

test('the top folder ends the search, its own file counts', async () => {
  const { files } = configFiles({ '/.mailworkbench.json': '{}', '/w/.mailworkbench.json': '{}' }, '/w');
  assert.deepEqual(
    (await files.forFile('/w/a.eml')).sources.map((source) => source.folder),
    ['/w'],
  );
});

test('each folder is read once, until it is forgotten', async () => {
  const { files, reads } = configFiles({ '/w/.mailworkbench.json': '{}' }, '/w');
  const [first, second] = [await files.forFile('/w/a.eml'), await files.forFile('/w/b.eml')];
  assert.equal(first.layers, second.layers);
  assert.equal(reads.length, 1);
  files.forget();
  await files.forFile('/w/a.eml');
  assert.equal(reads.length, 2);
});

test('overrides match by path below the folder, or by name', async () => {
  const { files } = configFiles({
    '/w/.mailworkbench.json': `{"overrides": [
      {"files": ["drafts/**"], "rules": {"a/one": "off"}},
      {"files": ["*.test.eml"], "rules": {"a/two": "off"}}
    ]}`,
  });
  const off = async (path: string): Promise<string[]> =>
    (await files.forFile(path)).layers.flatMap((layer) => Object.keys(layer.rules ?? {}));
  assert.deepEqual(await off('/w/a.eml'), []);
  assert.deepEqual(await off('/w/drafts/x/a.eml'), ['a/one']);
  assert.deepEqual(await off('/w/deep/er/a.test.eml'), ['a/two']);
  assert.deepEqual(await off('/w/drafts/a.test.eml'), ['a/one', 'a/two']);
});

test('URIs serve as paths', async () => {
  const { files } = configFiles({
    'file:///w/.mailworkbench.json':
      '{"overrides": [{"files": ["f\u00fcr mich/*"], "rules": {"a/one": "off"}}]}',
  });
  const { layers } = await files.forFile('file:///w/f%C3%BCr%20mich/a.eml');
  assert.equal(layers.length, 2);
});

test('a configuration nested in a folder wins over overrides further up', async () => {
  const { files } = configFiles({
    '/w/.mailworkbench.json': '{"overrides": [{"files": ["**"], "rules": {"a/one": "off"}}]}',
    '/w/a/.mailworkbench.json': '{"rules": {"a/one": "error"}}',
  });
  assert.deepEqual((await files.forFile('/w/a/x.eml')).layers.at(-1)?.rules, { 'a/one': 'error' });
});

for (const [path, parent] of [
  ['/a/b', '/a'],
  ['/a', ''],
  ['', undefined],
  ['C:/a', 'C:'],
  ['C:', undefined],
  ['file:///a', 'file://'],
  ['file://', undefined],
  ['vscode-vfs://github/a/b', 'vscode-vfs://github/a'],
  ['vscode-vfs://github', undefined],
  ['untitled:Untitled-1', undefined],
] as const) {
  test(`parentFolder(${path})`, () => assert.equal(parentFolder(path), parent));
}
