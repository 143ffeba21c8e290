// Words with values in them.

/** @param words with `{0}`, `{1}` for the values. */
export function fill(words: string, ...values: readonly (string | number)[]): string {
  return words.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
