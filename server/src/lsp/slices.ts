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
    await new Promise<void>(pause);
  }
}

/**
 * Goes on once what has come in was read. A timer takes a millisecond more, but is all that a web worker has. Where
 * there are turns of the loop, one goes to the messages that came in while the slice ran.
 */
function pause(resume: () => void): void {
  const { setImmediate: soon } = globalThis as { readonly setImmediate?: (work: () => void) => unknown };
  if (soon) soon(() => soon(resume));
  else setTimeout(resume, 0);
}

/** Milliseconds: what a reader does not notice, with some room for the last step of a slice. */
export const SLICE = 6;
