// Tests of finding a desktop VS Code, with launchers made for the purpose.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { developmentArguments, findVisualStudioCode, prepareUserData } from './visualStudioCode.ts';

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
  assert.deepEqual(developmentArguments('/clone', '/clone/samples', '/clone/data'), [
    '--extensionDevelopmentPath=/clone',
    '--user-data-dir=/clone/data',
    '/clone/samples',
  ]);
});

test('settings are set beside those that the user made', async () => {
  const data = path.join(folder, 'data');
  const file = path.join(data, 'User', 'settings.json');
  await prepareUserData({ accounts: [1] }, data);
  writeFileSync(file, JSON.stringify({ accounts: [1], theme: 'mine' }));
  await prepareUserData({ accounts: [2] }, data);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { accounts: [2], theme: 'mine' });
});

test('settings with comments stay as they are', async () => {
  const data = path.join(folder, 'commented');
  const file = path.join(data, 'User', 'settings.json');
  await prepareUserData({}, data);
  writeFileSync(file, '{} // mine');
  await prepareUserData({ accounts: [2] }, data);
  assert.equal(readFileSync(file, 'utf8'), '{} // mine');
});
