// Which Node can verify signatures.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isRecentNode } from './recentNode.ts';

test('22.19 and newer', () => {
  assert.deepEqual(['20.19.5', '22.18.9', '22.19.0', '23.0.0', '24.1.0', ''].map(isRecentNode), [
    false,
    false,
    true,
    true,
    true,
    false,
  ]);
});
