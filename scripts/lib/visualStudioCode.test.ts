// Tests of finding a desktop VS Code, with launchers made for the purpose.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { developmentArguments, findVisualStudioCode } from './visualStudioCode.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'code-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function launcher(...names: readonly string[]): string {
  const file = path.join(folder, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o700);
  return file;
}

const noUnix = process.platform === 'win32' ? 'uses executable bits' : false;

test('"code" is taken before its siblings', { skip: noUnix }, () => {
  const codium = launcher('bin', 'codium');
  const env = { PATH: path.join(folder, 'bin'), DISPLAY: ':0' };
  assert.equal(findVisualStudioCode(env, 'linux'), codium);
  const code = launcher('bin', 'code');
  assert.equal(findVisualStudioCode(env, 'linux'), code);
});

test('no desktop without a screen, and none through a remote window', { skip: noUnix }, () => {
  launcher('bin', 'code');
  assert.equal(findVisualStudioCode({ PATH: path.join(folder, 'bin') }, 'linux'), undefined);
  launcher('remote-cli', 'code');
  assert.equal(
    findVisualStudioCode({ PATH: path.join(folder, 'remote-cli'), DISPLAY: ':0' }, 'linux'),
    undefined,
  );
});

test('the extension is loaded from the clone', () => {
  assert.deepEqual(developmentArguments('/clone', '/clone/samples'), [
    '--extensionDevelopmentPath=/clone',
    '/clone/samples',
  ]);
});
