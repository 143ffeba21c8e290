// Waiting that somebody may give up.

import type { Cancellation } from './mailStore.ts';

/**
 * Waits for a turn no longer than somebody wants it. The turn itself goes on.
 * @throws the signal's reason once it is aborted, else what the turn throws.
 */
export async function untilAborted(turn: Promise<void>, { signal }: Cancellation): Promise<void> {
  signal.throwIfAborted();
  const { promise, stop } = aborted(signal);
  await Promise.race([turn, promise]).finally(stop);
  signal.throwIfAborted();
}

function aborted(signal: AbortSignal): { readonly promise: Promise<void>; readonly stop: () => void } {
  let stop = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    const onAbort = (): void => resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => signal.removeEventListener('abort', onAbort);
  });
  return { promise, stop };
}
