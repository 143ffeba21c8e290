// Where two versions of a text differ.

import type { ListEdit } from './listEdit.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The smallest run of UTF-16 units outside of which two texts are the same; undefined where they are the same. Costs
 * what the segments do that the two do not share.
 */
export function textChange(before: Snapshot, after: Snapshot): ListEdit | undefined {
  const shorter = Math.min(before.length, after.length);
  const from = commonStart(before, after, shorter);
  if (from === before.length && from === after.length) return undefined;
  const end = commonEnd(before, after, shorter - from);
  return { from, oldTo: before.length - end, newTo: after.length - end };
}

/** A change as one of whole lines: its ends are line starts, or ends of the text, in both versions. */
export function wholeLines({ from, oldTo, newTo }: ListEdit, before: Snapshot, after: Snapshot): ListEdit {
  const start = Math.min(lineStart(before, from), lineStart(after, from));
  // Behind the next line end, which both have.
  const more = before.lineStart(before.lineAt(oldTo) + 1) - oldTo;
  return { from: start, oldTo: oldTo + more, newTo: newTo + more };
}

function lineStart(snapshot: Snapshot, offset: number): number {
  return snapshot.lineStart(snapshot.lineAt(offset));
}

/** How many of the first `limit` units are the same. */
function commonStart(before: Snapshot, after: Snapshot, limit: number): number {
  let at = 0;
  while (at < limit) {
    const old = before.segmentAt(at);
    const now = after.segmentAt(at);
    const to = Math.min(old.to, now.to, limit);
    if (old.segment !== now.segment || old.from !== now.from) {
      const same = samePrefix(
        old.segment.text.slice(at - old.from, to - old.from),
        now.segment.text.slice(at - now.from, to - now.from),
      );
      if (same < to - at) return at + same;
    }
    at = to;
  }
  return limit;
}

/** How many of the last `limit` units are the same. */
function commonEnd(before: Snapshot, after: Snapshot, limit: number): number {
  let done = 0;
  while (done < limit) {
    const oldTo = before.length - done;
    const newTo = after.length - done;
    const old = before.segmentAt(oldTo - 1);
    const now = after.segmentAt(newTo - 1);
    const length = Math.min(oldTo - old.from, newTo - now.from, limit - done);
    if (old.segment !== now.segment || old.to - oldTo !== now.to - newTo) {
      const same = sameSuffix(
        old.segment.text.slice(oldTo - length - old.from, oldTo - old.from),
        now.segment.text.slice(newTo - length - now.from, newTo - now.from),
      );
      if (same < length) return done + same;
    }
    done += length;
  }
  return limit;
}

/** Of two texts of one length, how many units at the start are the same: halves are compared, not units. */
function samePrefix(one: string, other: string): number {
  if (one === other) return one.length;
  let low = 0;
  let high = one.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (one.slice(low, middle) === other.slice(low, middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** As `samePrefix`, from the end. */
function sameSuffix(one: string, other: string): number {
  if (one === other) return one.length;
  let low = 0;
  let high = one.length;
  while (high - low > 1) {
    const middle = (low + high + 1) >>> 1;
    if (one.slice(middle, high) === other.slice(middle, high)) high = middle;
    else low = middle;
  }
  return one.length - high;
}
