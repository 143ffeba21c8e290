// Long work in slices, so that a cancellation or a newer text can come in between.

import type { CancellationToken } from 'vscode-languageserver';

import { Cancelled } from './dispatch.ts';

/**
 * Runs `work` until it comes through. It is given a function that turns true when its slice is over; it then returns,
 * and is run again after the messages that wait were read. What it keeps between runs makes the next one shorter; in
 * case it keeps nothing, each slice is twice as long as the one before.
 * @param now a clock in milliseconds.
 * @param token throws `Cancelled` between slices.
 */
export async function inSlices<T>(
  work: (over: () => boolean) => T,
  now: () => number,
  token: CancellationToken,
): Promise<T> {
  for (let length = FIRST_SLICE; ; length *= 2) {
    if (token.isCancellationRequested) throw new Cancelled();
    const end = now() + length;
    const slice = { over: false };
    const result = work(() => (slice.over ||= now() > end));
    if (!slice.over) return result;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Milliseconds: what a reader does not notice. */
const FIRST_SLICE = 15;
