// Tests of the addresses of messages: each id has one, and nothing else is taken for one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { runs } from '../../../test/runs.ts';
import { mailPath, messageIdOf } from './mailUri.ts';

test('a path reads as account, validity, folder, uid', () => {
  const id = { folder: 'Archive/2024', validity: '1700000000', uid: '17' };
  assert.equal(mailPath(id), '/1700000000/Archive/2024/17.eml');
  assert.deepEqual(messageIdOf('/1700000000/Archive/2024/17.eml'), id);
});

test('names that a path would swallow come back', () => {
  for (const folder of [
    '',
    '/',
    'a//b',
    '..',
    '../../etc',
    './x',
    'a\\b',
    '%',
    'a%2Fb',
    'tab\t',
    'Grüße',
    '%2E',
  ]) {
    const id = { folder, validity: '1', uid: '../x' };
    assert.deepEqual(messageIdOf(mailPath(id)), id, folder);
    assert.doesNotMatch(mailPath(id), /\/\/|\/\.{1,2}\/|\\/);
  }
});

test('what is no address of a message names none', () => {
  for (const path of ['', '/', '/1.eml', '/1/INBOX', '1/INBOX/2.eml', '/1/%41/2.eml', '/1/INBOX/.eml']) {
    assert.equal(messageIdOf(path), undefined, path);
  }
});

test('every id has one address', () => {
  const notHalf = (code: number): boolean => code < 0xd800 || code > 0xdfff;
  // As `unit: 'binary'`, for which the library makes a table of all characters first.
  const unit = fc
    .nat(0x10ffff)
    .filter(notHalf)
    .map((code) => String.fromCodePoint(code));
  const name = fc.string({ unit });
  fc.assert(
    fc.property(name, name, name, (folder, validity, uid) => {
      const id = { folder, validity, uid };
      assert.deepEqual(messageIdOf(mailPath(id)), id);
    }),
    runs(30),
  );
});
