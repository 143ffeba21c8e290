// Check: after any edit an open document is what a fresh one of the same text is: text, tree, findings, tokens, symbols.

import { incrementalProblem } from '../../server/src/core/testing/incremental.ts';
import type { Check, Disagreement } from './check.ts';

/** Each run starts from a message of its own. */
const RUNS = 50;
const EDITS = 200;
const SEGMENT_LENGTHS: readonly number[] = [64, 100, 200, 16];

export const incrementalEdits: Check = {
  name: 'edited documents that are as fresh ones',
  run() {
    const disagreements: Disagreement[] = [];
    for (let seed = 1; seed <= RUNS; seed++) {
      const segmentLength = SEGMENT_LENGTHS[seed % SEGMENT_LENGTHS.length] ?? 64;
      const problem = incrementalProblem({ seed, edits: EDITS, segmentLength });
      if (problem !== undefined) {
        disagreements.push({ id: String(seed), text: `seed ${String(seed)}, ${problem}` });
      }
    }
    return { passed: (RUNS - disagreements.length) * EDITS, total: RUNS * EDITS, disagreements };
  },
};
