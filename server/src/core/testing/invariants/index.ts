// All invariants, and what is wrong with a text by any of them.

import { randomOf } from '../random.ts';
import { features } from './features.ts';
import { findings } from './findings.ts';
import { fixes } from './fixes.ts';
import { hosts } from './hosts.ts';
import { structure } from './structure.ts';

export type { Invariant } from './invariant.ts';

/** All invariants. */
export const invariants = [...structure, ...findings, ...features, ...hosts, ...fixes];

/** What is wrong with a text: each broken invariant with its answer. Asked `times` times, for what is left to chance. */
export function problemsOf(text: string, times = 1): string[] {
  const problems: string[] = [];
  for (const { name, problem } of invariants) {
    for (let time = 0; time < times; time++) {
      const found = problem(text, randomOf(time));
      if (found === undefined) continue;
      problems.push(`${name}: ${found}`);
      break;
    }
  }
  return problems;
}
