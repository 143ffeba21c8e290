// Checks: after any edit an open document is what a fresh one of the same text is: text, tree, findings, tokens, symbols.

import { incrementalProblem } from '../../server/src/core/testing/incremental.ts';
import { editedProtocols, sessionProblem } from '../../server/src/core/testing/incrementalSession.ts';
import { sessionNotations } from '../../server/src/core/testing/notations.ts';
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

/** How many sessions of each protocol; one in four is long. */
const SESSIONS = 16;
const LONG = { lines: 700, edits: 10 };
const SHORT = { lines: 40, edits: 30 };

export const sessionEdits: Check = {
  name: 'edited sessions that are as fresh ones',
  run() {
    const disagreements: Disagreement[] = [];
    let total = 0;
    let passed = 0;
    for (let seed = 1; seed <= SESSIONS; seed++) {
      for (const protocol of editedProtocols) {
        const { lines, edits } = seed % 4 === 0 ? LONG : SHORT;
        const notation = sessionNotations[(seed + (seed >> 2)) % sessionNotations.length] ?? 'marks';
        const segmentLength = SEGMENT_LENGTHS[seed % SEGMENT_LENGTHS.length] ?? 64;
        const problem = sessionProblem({ protocol, notation, lines, seed, edits, segmentLength });
        total += edits;
        if (problem === undefined) passed += edits;
        else {
          disagreements.push({
            id: `${protocol} ${String(seed)}`,
            text: `${protocol}, seed ${String(seed)}, ${problem}`,
          });
        }
      }
    }
    return { passed, total, disagreements };
  },
};
