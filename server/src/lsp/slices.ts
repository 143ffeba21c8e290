// Long work in slices, so that a cancellation or a newer text can come in between.

import type { CancellationToken } from 'vscode-languageserver';

import { Cancelled } from './dispatch.ts';

/**
 * Runs `work` until it comes through. It is given a function that turns true when its slice is over; it then returns,
 * keeps what it has done, and is run again after the messages that wait were read.
 * @param now a clock in milliseconds.
 * @param token throws `Cancelled` between slices.
 * @param enough asked between slices: what has been done is then taken for the whole.
 * @param length of a slice, in milliseconds.
 */
export async function inSlices<T>(
  work: (over: () => boolean) => T,
  now: () => number,
  token: CancellationToken,
  enough: () => boolean = () => false,
  length = SLICE,
): Promise<T> {
  for (;;) {
    if (token.isCancellationRequested) throw new Cancelled();
    const end = now() + length;
    const slice = { over: false };
    const result = work(() => (slice.over ||= now() > end));
    if (!slice.over || enough()) return result;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Milliseconds: what a reader does not notice, with some room for the last step of a slice. */
export const SLICE = 6;
