// Properties of all fixes, each case once. `npm run conformance fixes` looks at every case in every context.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newErrors, unsettled } from '../testing/fixes.ts';

test('no fix makes a new error, in any context', () => {
  assert.deepEqual(newErrors('each once'), []);
});

test('fixing everything leaves nothing to fix, and makes no new error', () => {
  assert.deepEqual(unsettled('each once'), []);
});
