// All invariants, and what is wrong with a text by any of them.

import { randomOf } from '../random.ts';
import { features } from './features.ts';
import { findings } from './findings.ts';
import { fixes } from './fixes.ts';
import { hosts } from './hosts.ts';
import { previews } from './previews.ts';
import { sessions } from './sessions.ts';
import { structure } from './structure.ts';

import type { Invariant } from './invariant.ts';

export type { Invariant } from './invariant.ts';

/** What a text is read as. */
export type Reading = 'message' | 'session';

/** All invariants, by what the text is read as. */
export const invariants: Readonly<Record<Reading, readonly Invariant[]>> = {
  message: [...structure, ...findings, ...features, ...previews, ...hosts, ...fixes],
  session: sessions,
};

/** What is wrong with a text: each broken invariant with its answer. What is left to chance is asked `times` times. */
export function problemsOf(text: string, reading: Reading, times = 1): string[] {
  const problems: string[] = [];
  for (const { name, problem } of invariants[reading]) {
    // One that takes no random generator answers the same each time.
    const asked = problem.length > 1 ? times : 1;
    for (let time = 0; time < asked; time++) {
      const found = problem(text, randomOf(time));
      if (found === undefined) continue;
      problems.push(`${name}: ${found}`);
      break;
    }
  }
  return problems;
}
