// What is read of a body piece by piece: found once for each part, and in slices where that takes long.

import type { Part } from '../part.ts';

/** Something that is found by reading a whole body. */
export interface BodyReading<T> {
  /** What was found; reads what is left to be read. */
  of(part: Part): T;
  /** Reads on, but for a piece at least; false where `over` turned true before the end. */
  ahead(part: Part, over: () => boolean): boolean;
}

/** Makes a reading of a generator that yields behind each piece, and returns what it found. */
export function bodyReading<T>(read: (part: Part) => Generator<undefined, T>): BodyReading<T> {
  const done = new WeakMap<Part, { readonly value: T }>();
  const begun = new WeakMap<Part, Generator<undefined, T>>();
  const readOn = (part: Part, over: () => boolean): { readonly value: T } | undefined => {
    const known = done.get(part);
    if (known) return known;
    const reading = begun.get(part) ?? read(part);
    for (let step = reading.next(); ; step = reading.next()) {
      if (step.done === true) {
        const found = { value: step.value };
        done.set(part, found);
        begun.delete(part);
        return found;
      }
      if (over()) break;
    }
    begun.set(part, reading);
    return undefined;
  };
  return {
    ahead: (part, over) => readOn(part, over) !== undefined,
    of: (part) => {
      let found = readOn(part, never);
      // `never` lets it come through at once; the compiler cannot know.
      while (!found) found = readOn(part, never);
      return found.value;
    },
  };
}

function never(): boolean {
  return false;
}
