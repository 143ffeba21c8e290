// Tests of what is selected while rows are drawn anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { selectedNow } from './selection.ts';

test('a command that comes while its rows are drawn anew is for the rows that are selected', () => {
  assert.deepEqual(selectedNow([], ['a']), ['a']);
  assert.deepEqual(selectedNow(['a'], ['a', 'b']), ['a', 'b']);
});

test('what was selected before is not, once the view has told so', () => {
  assert.deepEqual(selectedNow([], []), []);
  assert.deepEqual(selectedNow(['b'], ['a']), ['b']);
});
