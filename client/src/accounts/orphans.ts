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

/**
 * Ids that something is kept for and that the settings do not name. None where the settings cannot be trusted to name
 * all: they are no list, or an entry lost its id.
 * @param kept ids that have a folder.
 * @param own ids that this profile has marked: others are those of other profiles.
 * @param value what the settings say; entries that are no accounts name theirs, too.
 */
export function missingIds(
  kept: readonly string[],
  own: ReadonlySet<string>,
  value: unknown,
): readonly string[] {
  const named = value === undefined ? [] : namedIds(value);
  return named ? kept.filter((id) => own.has(id) && !named.includes(id)) : [];
}

/** True for the id of an entry, usable or not; where the settings cannot be trusted, for every id. */
export function isNamed(value: unknown, id: string): boolean {
  return value !== undefined && (namedIds(value)?.includes(id) ?? true);
}

/** The ids of all entries; undefined where one has none. */
function namedIds(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map((entry: unknown) => idOf(entry));
  const named = ids.filter((id) => typeof id === 'string');
  return named.length === ids.length ? named : undefined;
}

/** What an entry of the settings has as its id. */
export function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
}
