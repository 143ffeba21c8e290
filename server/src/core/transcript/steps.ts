// Long work that gives way: a generator that stops between its steps and returns the result.

/** Work in steps, each short. Nothing of it counts before the last one. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all that is left. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}
