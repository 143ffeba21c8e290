// A set of message numbers or UIDs, expanded and counted (RFC 9051 9, sequence-set).

/** A range, its ends in either order as written; Infinity stands for `*`, the highest number there is. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What a sequence set names. */
export interface SequenceSetView {
  /** True for `$`, the result of the last SEARCH that was saved (RFC 5182). */
  readonly saved: boolean;
  /** In the order written, the lower end first. */
  readonly ranges: readonly NumberRange[];
  /** How many numbers it names, each once; undefined where that depends on the mailbox (`*`, `$`). */
  readonly count: number | undefined;
}

/** Reads the text of a SequenceSet node. What is not a range is left out. */
export function sequenceSet(text: string): SequenceSetView {
  if (text === '$') return { saved: true, ranges: [], count: undefined };
  const ranges: NumberRange[] = [];
  for (const part of text.split(',')) {
    const [, first, second] = /^(\d+|\*)(?::(\d+|\*))?$/.exec(part) ?? [];
    if (first === undefined) continue;
    const a = end(first);
    const b = second === undefined ? a : end(second);
    ranges.push({ from: Math.min(a, b), to: Math.max(a, b) });
  }
  return { saved: false, ranges, count: countOf(ranges) };
}

/** True where the set names a number, `*` being `highest`. */
export function inSet({ ranges }: SequenceSetView, number: number, highest: number): boolean {
  return ranges.some(({ from, to }) => Math.min(from, highest) <= number && number <= Math.min(to, highest));
}

function end(word: string): number {
  return word === '*' ? Infinity : Number(word);
}

function countOf(ranges: readonly NumberRange[]): number | undefined {
  let count = 0;
  let next = 0;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (to === Infinity) return undefined;
    count += Math.max(0, to - Math.max(from, next) + 1);
    next = Math.max(next, to + 1);
  }
  return count;
}
