// Every edit leaves an open document as a fresh one would be. `npm run conformance incremental` makes 10,000 edits.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incrementalProblem } from '../testing/incremental.ts';
import { editedProtocols, sessionProblem } from '../testing/incrementalSession.ts';

for (const seed of [101, 102]) {
  test(`30 edits, seed ${String(seed)}`, () => {
    assert.equal(incrementalProblem({ seed, edits: 30, segmentLength: seed % 2 ? 64 : 150 }), undefined);
  });
}

for (const protocol of editedProtocols) {
  test(`12 edits of a session, ${protocol}`, () => {
    const run = {
      protocol,
      notation: 'marks',
      lines: 60,
      seed: 101,
      edits: 12,
      segmentLength: 5000,
    } as const;
    assert.equal(sessionProblem(run), undefined);
  });
}
