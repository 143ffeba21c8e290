// Tests of which folders of messages are addresses, and what they are called.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isAddress, nameAt } from './folderAddress.ts';

for (const [path, expected] of [
  ['vscode-vfs://github/me/mail', true],
  ['vscode-test-web://mount/mail', true],
  ['/home/me/mail', false],
  ['~/mail', false],
  ['C:\\Mail', false],
  ['C://Mail', false],
  ['', false],
] as const) {
  test(`"${path}" is ${expected ? 'an' : 'no'} address`, () => assert.equal(isAddress(path), expected));
}

test('a folder is called by the end of its path', () => {
  assert.deepEqual(['/me/My Mail', '/me/mail/', '/'].map(nameAt), ['My Mail', 'mail', '/']);
});
