// Tests of what is selected while rows are drawn anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chosenNow, selectedNow } from './selection.ts';

test('a command that comes while its rows are drawn anew is for the rows that are selected', () => {
  assert.deepEqual(selectedNow([], ['a']), ['a']);
  assert.deepEqual(selectedNow(['a'], ['a', 'b']), ['a', 'b']);
});

test('what was selected before is not, once the view has told so', () => {
  assert.deepEqual(selectedNow([], []), []);
  assert.deepEqual(selectedNow(['b'], ['a']), ['b']);
});

test('a command is for the row that was clicked, else for those that are selected', () => {
  const selected = (): string[] => ['s'];
  assert.deepEqual(chosenNow([], selected), ['s'], 'from the palette');
  assert.deepEqual(chosenNow(['a'], selected), ['a']);
  assert.deepEqual(chosenNow(['a', undefined], selected), ['a'], 'a row that is not selected');
  assert.deepEqual(chosenNow(['a', ['a', 'b']], selected), ['a', 'b']);
});

test('a row that is lost while it is drawn anew is not taken for those that are selected', () => {
  const selected = (): string[] => ['s'];
  assert.equal(chosenNow<string>([undefined, undefined], selected), undefined);
  assert.equal(chosenNow<string>([null, null], selected), undefined, 'as it comes from another process');
  assert.equal(chosenNow(['a', ['a', undefined]], selected), undefined, 'one of several');
});
