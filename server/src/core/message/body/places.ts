// Where something happens in a body, counted to the end and kept up to a limit.

/** Host offsets of places of one kind: the first hundred, and how many there are. */
export interface Places {
  readonly count: number;
  readonly first: readonly number[];
}

/** How many places of one kind are kept (a body of 25 MB could have a million). */
export const MAX_PLACES = 100;
