// Which accounts are gone for good: a mistake while the settings are typed must not cost a password.

/** Accounts to forget now, and those seen missing for the first time. */
export interface Orphans {
  readonly expired: readonly string[];
  readonly fresh: readonly string[];
}

/**
 * @param missing ids that something is kept for, but that the settings do not name.
 * @param since when each was first seen missing, in ms since the epoch; NaN or nothing: never yet.
 * @param grace in ms.
 */
export function orphans(
  missing: readonly string[],
  since: ReadonlyMap<string, number>,
  now: number,
  grace: number,
): Orphans {
  const seen = (id: string): number => since.get(id) ?? NaN;
  return {
    expired: missing.filter((id) => now - seen(id) >= grace),
    fresh: missing.filter((id) => Number.isNaN(seen(id))),
  };
}
