// How much time lies between two lines of a log, whose stamps may have no date or no year.

/**
 * Milliseconds from one line's time to a later one's; undefined where one of them has none, or they cannot be told apart.
 * A clock without a date begins anew at midnight, a date without a year at new year.
 */
export function elapsed(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  let span = to - from;
  if (span < 0) {
    if (from < DAY && to >= 0) span += DAY;
    else if (from < SECOND_YEAR && to >= FIRST_YEAR) span += YEAR;
  }
  // No server lets a client wait for days: the stamps are not what they seem.
  return span < 0 || span > DAY / 2 ? undefined : span;
}

/** Milliseconds for people: `4 ms`, `1.2 s`, `3 min`. */
export function timeText(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms * 10) / 10)} ms`;
  if (ms < 120_000) return `${String(Math.round(ms / 100) / 10)} s`;
  return `${String(Math.round(ms / 60_000))} min`;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** Where stamps without a year are put: 1901. */
const FIRST_YEAR = Date.UTC(1901, 0, 1);
const SECOND_YEAR = FIRST_YEAR + YEAR;
