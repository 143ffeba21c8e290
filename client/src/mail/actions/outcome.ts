// How far a long action came: what is done is told also where the rest failed or was given up.

/** What came of an action on many things. */
export interface Outcome<T> {
  readonly done: readonly T[];
  /** Why the rest was not done, where it was not: an `AbortError` where the user gave up. */
  readonly error?: unknown;
}

/** Whether somebody gave up. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}

/** How far an action is. */
export type Progress = (done: number, of: number) => void;

/** Does something piece by piece, and stops at the first piece that fails or once it is aborted. */
export async function eachInTurn<P, T>(
  pieces: readonly P[],
  work: (piece: P, index: number) => Promise<readonly T[]>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const done: T[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (signal.aborted) return { done, error: signal.reason };
    try {
      done.push(...(await work(piece, index)));
    } catch (error) {
      return { done, error };
    }
  }
  return { done };
}
