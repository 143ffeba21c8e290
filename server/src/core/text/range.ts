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
