// The known name that a mistyped one most likely stands for.

/**
 * The name among `known` nearest to `name`, or undefined where none is near.
 * A name without its folder counts too: `date-weekday` finds `message/date-weekday`.
 */
export function suggestion(name: string, known: Iterable<string>): string | undefined {
  if (name.length > MAX_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const bare = candidate.slice(candidate.lastIndexOf('/') + 1);
    const far = Math.min(farness(wanted, candidate.toLowerCase()), farness(wanted, bare.toLowerCase()));
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** ` Did you mean "…"?` for the end of a sentence; empty where no known name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const found = suggestion(name, known);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}

/** How far a name is from a known one; the beginning of it is near. */
function farness(name: string, known: string): number {
  return name.length >= SHORTEST_START && known.startsWith(name) ? 1 : distance(name, known);
}

/** Levenshtein's distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A longer name is no slip of the fingers; it also bounds the work. */
const MAX_NAME = 100;
const SHORTEST_START = 3;
