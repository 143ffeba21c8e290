// Delta debugging: the smallest text found that still fails, by lines first, then by characters.

/**
 * Takes pieces out of a text as long as it still fails.
 * @param fails whether a text fails in the way that is looked for.
 * @param tries how many texts may be tried.
 */
export function minimise(text: string, fails: (text: string) => boolean, tries: number): string {
  const budget = { left: tries };
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const fewLines = reduce(lines, fails, budget).join('');
  const words = fewLines.match(/[A-Za-z0-9]+|[^A-Za-z0-9]/g) ?? [];
  const fewWords = reduce(words, fails, budget).join('');
  return reduce([...fewWords.split('')], fails, budget).join('');
}

/** Removes ever smaller runs of pieces until no single one can be missed. */
function reduce(
  given: readonly string[],
  fails: (text: string) => boolean,
  budget: { left: number },
): readonly string[] {
  let pieces = given;
  let size = Math.max(1, pieces.length >> 1);
  for (;;) {
    let removed = false;
    for (let at = 0; at < pieces.length && budget.left > 0;) {
      const fewer = [...pieces.slice(0, at), ...pieces.slice(at + size)];
      budget.left--;
      if (fails(fewer.join(''))) {
        pieces = fewer;
        removed = true;
      } else {
        at += size;
      }
    }
    if (budget.left <= 0 || (size === 1 && !removed)) return pieces;
    if (size > 1) size >>= 1;
  }
}
