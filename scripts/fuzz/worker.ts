// One of the fuzzer's workers: makes its share of the inputs, asks the invariants, tells what it found.

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { Invariant, Reading } from '../../server/src/core/testing/invariants/index.ts';
import { randomOf } from '../../server/src/core/testing/random.ts';
import { failuresOf, minimised } from './failure.ts';
import type { Failure } from './failure.ts';
import { growthOf } from './growth.ts';
import type { Growth } from './growth.ts';
import { mutate } from './mutate.ts';
import { mutateSession } from './mutateSession.ts';
import { seeds } from './seeds.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly seed: number;
  /** The numbers of its inputs: `first`, and every `step` after it. */
  readonly first: number;
  readonly step: number;
  readonly seconds: number;
  /** Only inputs that are read so; all where left out. */
  readonly only: Reading | undefined;
}

/** What a worker tells. */
export type WorkerReport =
  | { readonly inputs: number; readonly asked: number }
  | { readonly failure: Failure; readonly input: number }
  | { readonly again: string }
  | { readonly growth: Growth; readonly input: number }
  | { readonly slow: number; readonly input: number; readonly text: string };

/** A text, and what it is read as. */
export interface Input {
  readonly reading: Reading;
  readonly text: string;
}

/** The input of a number: the same for every run with the seed. */
export function inputOf(from: Seeds, seed: number, input: number, only?: Reading): Input {
  const random = randomOf(seed, input);
  const reading = only ?? (random.once(2) ? 'session' : 'message');
  const pick = (): string => random.pick(from[reading]);
  return { reading, text: mutations[reading](pick(), random, pick) };
}

type Seeds = ReturnType<typeof seeds>;
const mutations: Readonly<Record<Reading, typeof mutate>> = { message: mutate, session: mutateSession };

function work({ seed, first, step, seconds, only }: WorkerTask, tell: (report: WorkerReport) => void): void {
  const from = seeds();
  const known = new Set<string>();
  const end = performance.now() + seconds * 1000;
  let inputs = 0;
  let asked = 0;
  let reported = performance.now();
  for (let input = first; performance.now() < end; input += step) {
    const { text, reading } = inputOf(from, seed, input, only);
    const chance = randomOf(~seed, input);
    const started = performance.now();
    const wanted = ({ oneIn }: Invariant): boolean => chance.once(oneIn) && ++asked > 0;
    for (const failure of failuresOf(text, reading, input, wanted)) {
      const key = `${failure.invariant}: ${failure.kind}`;
      if (known.has(key)) tell({ again: key });
      else tell({ failure: minimised(failure, input), input });
      known.add(key);
    }
    const took = performance.now() - started;
    if (took > SLOW_MS && known.size === 0) tell({ slow: took, input, text });
    if (chance.once(GROWTH_ONE_IN)) {
      const growth = growthOf(text, reading, chance);
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
