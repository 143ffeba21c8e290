// Folds long lines of a header field where it has white space already (RFC 5322 2.2.3), so that unfolding gives the same.

import type { TextEdit } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { FaultCode } from '../../message/faults.ts';
import type { Field } from '../../message/field.ts';
import type { Fix } from '../rule.ts';
import { fieldLines } from './fieldRanges.ts';
import type { FieldLine } from './fieldRanges.ts';

/** RFC 5322 2.1.1: what a line should not exceed, without its line end. */
export const SOFT_LIMIT = 78;

/** The fix that folds a field's lines over 78 characters; undefined where one of them stays longer than `limit`. */
export function refoldFix(field: Field, limit: number): Fix | undefined {
  const edits: TextEdit[] = [];
  const isOneWord = oneWords(field);
  for (const [index, line] of fieldLines(field).entries()) {
    if (line.text.length <= SOFT_LIMIT) continue;
    const points = foldPoints(line, index === 0 ? field.colon + 1 : line.content).filter(
      (point) => !isOneWord(point),
    );
    const ends = [...points.map((point) => point - line.content), line.text.length];
    if (ends.some((end, i) => end - (ends[i - 1] ?? 0) > limit)) return undefined;
    for (const point of points) edits.push({ from: point, to: point, insert: '\n' });
  }
  return edits.length === 0 ? undefined : { title: 'Fold the field where it has spaces', edits, safe: true };
}

/** Host offsets in a line where a line end can be inserted so that the pieces have at most 78 characters if possible. */
function foldPoints(line: FieldLine, valueFrom: number): number[] {
  const points: number[] = [];
  let from = 0;
  let last = -1;
  // White space behind the first word: a fold in front of it would leave a line of white space, or the bare name.
  const first = line.text.slice(valueFrom - line.content).search(/[^ \t]/);
  if (first < 0) return points;
  BREAK.lastIndex = valueFrom - line.content + first;
  for (let match = BREAK.exec(line.text); match; match = BREAK.exec(line.text)) {
    if (match.index - from > SOFT_LIMIT && last > from) {
      points.push(line.content + last);
      from = last;
    }
    last = match.index;
  }
  if (line.text.length - from > SOFT_LIMIT && last > from) points.push(line.content + last);
  return points;
}

/** Tells whether a host offset is inside what is read as one word in spite of its spaces, where no fold may stand. */
export function oneWords(field: Field): (offset: number) => boolean {
  // An unquoted value with spaces is read up to the end of its line, and an encoded-word with spaces is one word.
  const ranges = field.faults
    .filter(({ code }) => JOINED.has(code))
    .map(({ from, to }) => ({ from: field.from + from, to: field.from + to }))
    .sort((a, b) => a.from - b.from);
  return (offset) => holds(ranges, offset);
}

/** Whether one of ordered ranges, which do not overlap, has the offset inside. */
function holds(ranges: readonly TextRange[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offset < (ranges[low - 1]?.to ?? 0);
}

const JOINED = new Set<FaultCode>(['param-unquoted', 'param-encoded-word', 'param-text-after', 'ew-space']);
/** White space between two words; behind a backslash it may be quoted. */
export const BREAK = /(?<!\\)[ \t]+(?=[^ \t])/g;
