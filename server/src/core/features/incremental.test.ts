// Every edit leaves an open document as a fresh one would be. `npm run conformance incremental` makes 10,000 edits.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incrementalProblem } from '../testing/incremental.ts';

for (const seed of [101, 102, 103]) {
  test(`100 edits, seed ${String(seed)}`, () => {
    assert.equal(incrementalProblem({ seed, edits: 100, segmentLength: seed % 2 ? 64 : 150 }), undefined);
  });
}
