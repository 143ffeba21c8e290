// A failure of an invariant: which, how, and the smallest text that shows it.

import { performance } from 'node:perf_hooks';
import { invariants } from '../../server/src/core/testing/invariants/index.ts';
import type { Invariant, Reading } from '../../server/src/core/testing/invariants/index.ts';
import { randomOf } from '../../server/src/core/testing/random.ts';
import { minimise } from './minimise.ts';

/** How an invariant failed for a text. */
export interface Failure {
  readonly reading: Reading;
  readonly invariant: string;
  /** The kind of failure: two of the same kind have the same cause, most likely. */
  readonly kind: string;
  readonly detail: string;
  readonly text: string;
}

/** The failures of a text by the invariants that `wanted` lets through. */
export function failuresOf(
  text: string,
  reading: Reading,
  seed: number,
  wanted: (invariant: Invariant) => boolean = () => true,
): Failure[] {
  return invariants[reading].filter(wanted).flatMap((invariant) => {
    const found = failureOf(invariant, text, reading, seed);
    return found ? [found] : [];
  });
}

/** A failure with the smallest text found for it. */
export function minimised(failure: Failure, seed: number): Failure {
  const invariant = invariants[failure.reading].find(({ name }) => name === failure.invariant);
  if (!invariant) return failure;
  let smallest = failure;
  // What is left to chance falls otherwise for another text, so each is asked more than once.
  const seeds = [seed, ...Array.from({ length: CHANCES }, (_, i) => i)];
  // A text that takes seconds would keep a worker for hours.
  const end = performance.now() + MAX_MS;
  const fails = (text: string): boolean =>
    performance.now() < end &&
    seeds.some((each) => {
      const found = failureOf(invariant, text, failure.reading, each);
      if (found?.kind !== failure.kind) return false;
      smallest = found;
      return true;
    });
  minimise(failure.text, fails, MAX_TRIES);
  return smallest;
}

function failureOf(invariant: Invariant, text: string, reading: Reading, seed: number): Failure | undefined {
  const found = answer(invariant, text, seed);
  if (found === undefined) return undefined;
  const colon = found.indexOf(': ');
  const kind = colon < 0 ? found : found.slice(0, colon);
  return { reading, invariant: invariant.name, kind, detail: found.slice(kind.length), text };
}

function answer(invariant: Invariant, text: string, seed: number): string | undefined {
  try {
    return invariant.problem(text, randomOf(seed));
  } catch (error) {
    if (!(error instanceof Error)) return `threw: ${String(error)}`;
    // Where it was thrown is the kind; what it says may be about the text.
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    const place = frames[0]?.replace(/^.*?([\w.]+\.ts:\d+).*$/, '$1').trim() ?? '';
    return `threw at ${place}: ${error.message.split('\n')[0] ?? ''}\n${frames.slice(0, 4).join('\n')}`;
  }
}

const CHANCES = 6;
const MAX_TRIES = 4000;
const MAX_MS = 20_000;
