// How the time grows with the mail: the exponent over a sixteenfold growth of each thing there can be many of.

import { performance } from 'node:perf_hooks';
import { childResult } from './child.ts';
import { findings, headerFields, levels, longLine, parts } from './inputs.ts';
import { exponent, median } from './median.ts';
import { loadCore } from './parsers.ts';

/** What grows, with its smallest count and the text for a count. */
const growing: Readonly<Record<string, readonly [smallest: number, make: (count: number) => string]>> = {
  parts: [1250, parts],
  'header fields': [1250, headerFields],
  depth: [60, levels],
  'line length': [650_000, longLine],
  findings: [625, findings],
};

export interface Scaling {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly exponent: number;
  /** Milliseconds for the largest. */
  readonly largest: number;
}

export async function timeScaling(): Promise<readonly Scaling[]> {
  const results: Scaling[] = [];
  for (const what of Object.keys(growing)) results.push(await childResult<Scaling>(['scaling', what]));
  return results;
}

/** In the child: one growth, its sizes by turns. */
export async function timeGrowth(what: string): Promise<Scaling> {
  const core = await loadCore();
  const service = core.createMailService({ ruleFailed: () => undefined });
  const config = service.configure();
  const [smallest, make] = growing[what] ?? [0, () => ''];
  const sizes = [1, 2, 4, 8, 16].map((factor) => smallest * factor);
  const texts = sizes.map(make);
  const times: number[][] = sizes.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    texts.forEach((text, index) => {
      const started = performance.now();
      service.open({ snapshot: core.textSnapshot(text) }).findings(config);
      if (round >= WARM_UP) times[index]?.push(performance.now() - started);
    });
  }
  const medians = times.map(median);
  const [from = 0, to = 0] = [sizes[0], sizes.at(-1)];
  const points = sizes.map((size, index) => [size, medians[index] ?? NaN] as const);
  return { what, from, to, exponent: exponent(points), largest: medians.at(-1) ?? NaN };
}

const ROUNDS = 9;
const WARM_UP = 3;
