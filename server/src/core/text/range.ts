// Half-open ranges of UTF-16 offsets, the currency of the whole core.

/** `[from, to)` in UTF-16 units of the host document; `from <= to`. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** True where `offset` lies in `range`, its end included (a cursor behind the last character still touches it). */
export function touches(range: TextRange, offset: number): boolean {
  return range.from <= offset && offset <= range.to;
}

/** True where the two ranges share at least one character, or where an empty one lies inside the other. */
export function overlaps(a: TextRange, b: TextRange): boolean {
  return a.from < b.to && b.from < a.to
    ? true
    : a.from === a.to
      ? touches(b, a.from)
      : b.from === b.to && touches(a, b.from);
}
