// Changes of one account, one after the other: its connections would overtake each other.

const turns = new Map<string, Promise<unknown>>();

/**
 * Does something once all that was begun before for these accounts is over, however that ended. Where the signal is
 * aborted meanwhile, it is not begun, and rejects with `AbortError`. Never called in the work of another call.
 */
export function inOrder<T>(
  accountIds: readonly string[],
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const before = Promise.all(accountIds.map((id) => turns.get(id) ?? Promise.resolve()));
  const given = before.then(() => {
    signal?.throwIfAborted();
    return work();
  });
  const settled = given.then(
    () => undefined,
    () => undefined,
  );
  for (const id of accountIds) turns.set(id, settled);
  void settled.then(() => {
    for (const id of accountIds) if (turns.get(id) === settled) turns.delete(id);
  });
  return signal ? Promise.race([given, abortedBefore(before, signal)]) : given;
}

/** Rejects where somebody gives up before the turn has come; what is under way hears of that itself. */
function abortedBefore(turn: Promise<unknown>, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void turn.then(() => signal.removeEventListener('abort', stop));
  });
}
