// Tests of running a bundle as `require` does.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
