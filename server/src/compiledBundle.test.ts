// Tests of running a bundle as `require` does.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { runBundle } from './compiledBundle.ts';

test('a bundle sees what a module of CommonJS sees', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, 'host.cjs');
  const beside = path.join(folder, 'beside.cjs');
  writeFileSync(beside, 'module.exports = [];');
  writeFileSync(
    file,
    '"use strict"; require("./beside.cjs").push(__filename, __dirname, module.exports === exports, this === exports);',
  );
  runBundle(file);
  assert.deepEqual(process.getBuiltinModule('module').createRequire(file)('./beside.cjs'), [
    file,
    folder,
    true,
    true,
  ]);
});

test('what a process compiles for the first time is kept for the next one', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = path.join(folder, 'host.cjs');
  const long = (name: string): string =>
    `function ${name}() { ${'globalThis.n = (globalThis.n ?? 0) * 3 + 1;'.repeat(6000)} }`;
  writeFileSync(file, `${long('smtp')} ${long('pop3')} ${CALL}`);
  const keptBy = (called: string): number => {
    const run = `import { runBundle } from ${JSON.stringify(import.meta.resolve('./compiledBundle.ts'))}; runBundle(${JSON.stringify(file)});`;
    const env = { ...process.env, NODE_COMPILE_CACHE: path.join(folder, 'cache'), CALLED: called };
    execFileSync(process.execPath, ['--input-type=module', '-e', run], { env });
    const cache = path.join(folder, 'cache');
    const names = readdirSync(cache, { recursive: true, encoding: 'utf8' });
    const [name] = names.filter((each) => path.basename(each).startsWith('mail-workbench-'));
    return name === undefined ? 0 : statSync(path.join(cache, name)).size;
  };
  const one = keptBy('smtp');
  assert.ok(one > 100_000, 'what ran is kept, also where the process ends soon');
  assert.equal(keptBy('smtp'), one, 'nothing new');
  assert.ok(keptBy('pop3') > one * 1.5, 'both');
});

const CALL = "process.env.CALLED === 'smtp' ? smtp() : pop3();";
