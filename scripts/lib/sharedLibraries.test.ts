// What bundles share is left out of each, and found again beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { build } from 'esbuild';

import { repositoryRoot } from './repository.ts';
import { withoutShared } from './sharedLibraries.ts';

test('a shared library is asked for where it lies, when it is first used', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import iconv from 'iconv-lite'; export const decoded = () => iconv.decode(Buffer.of(0x80), 'cp437');`,
      resolveDir: repositoryRoot,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [withoutShared('client/dist/one.cjs')],
  });
  const text = outputFiles[0]?.text ?? '';
  const asked: string[] = [];
  const module = { exports: {} as { decoded: () => string } };
  const loads = (name: string): unknown => {
    asked.push(name);
    return { decode: () => 'Ç' };
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it was just built
  const run = new Function('require', 'module', text) as (...values: unknown[]) => void;
  run(loads, module);
  assert.deepEqual(asked, []);
  assert.equal(module.exports.decoded(), 'Ç');
  assert.deepEqual([...new Set(asked)], ['../../server/dist/iconv.cjs']);
});
