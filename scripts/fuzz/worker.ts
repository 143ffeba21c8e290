// One of the fuzzer's workers: makes its share of the inputs, asks the invariants, tells what it found.

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { randomOf } from '../../server/src/core/testing/random.ts';
import { failuresOf, minimised } from './failure.ts';
import type { Failure } from './failure.ts';
import { growthOf } from './growth.ts';
import type { Growth } from './growth.ts';
import { mutate } from './mutate.ts';
import { seeds } from './seeds.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly seed: number;
  /** The numbers of its inputs: `first`, and every `step` after it. */
  readonly first: number;
  readonly step: number;
  readonly seconds: number;
}

/** What a worker tells. */
export type WorkerReport =
  | { readonly inputs: number; readonly asked: number }
  | { readonly failure: Failure; readonly input: number }
  | { readonly again: string }
  | { readonly growth: Growth; readonly input: number }
  | { readonly slow: number; readonly input: number; readonly text: string };

/** The input of a number: the same for every run with the seed. */
export function inputOf(from: readonly string[], seed: number, input: number): string {
  const random = randomOf(seed, input);
  return mutate(random.pick(from), random, () => random.pick(from));
}

function work({ seed, first, step, seconds }: WorkerTask, tell: (report: WorkerReport) => void): void {
  const from = seeds();
  const known = new Set<string>();
  const end = performance.now() + seconds * 1000;
  let inputs = 0;
  let asked = 0;
  let reported = performance.now();
  for (let input = first; performance.now() < end; input += step) {
    const text = inputOf(from, seed, input);
    const chance = randomOf(~seed, input);
    const started = performance.now();
    for (const failure of failuresOf(text, input, ({ oneIn }) => chance.once(oneIn) && ++asked > 0)) {
      const key = `${failure.invariant}: ${failure.kind}`;
      if (known.has(key)) tell({ again: key });
      else tell({ failure: minimised(failure, input), input });
      known.add(key);
    }
    const took = performance.now() - started;
    if (took > SLOW_MS && known.size === 0) tell({ slow: took, input, text });
    if (chance.once(GROWTH_ONE_IN)) {
      const growth = growthOf(text, chance);
      if (growth) tell({ growth, input });
    }
    inputs++;
    if (performance.now() - reported < REPORT_MS) continue;
    tell({ inputs, asked });
    inputs = 0;
    asked = 0;
    reported = performance.now();
  }
  tell({ inputs, asked });
}

const REPORT_MS = 1000;
/** An input has at most 16 K; whatever takes this long is worth a look. */
const SLOW_MS = 2000;
const GROWTH_ONE_IN = 2000;

if (parentPort) {
  const port = parentPort;
  work(workerData as WorkerTask, (report) => {
    port.postMessage(report);
  });
}
