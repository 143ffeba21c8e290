// Takes messages out by UID, those included whose UID the session has not shown (RFC 7162 3.2.10).

import type { SequenceSetView } from '../views/sequenceSet.ts';
import type { MessageTable } from './messageTable.ts';

/**
 * Removes the messages with these UIDs: UIDs ascend, so that an unknown one lies in the run of unknown messages between
 * the UIDs around it.
 * @param first how many of the messages are counted apart: the first ones.
 * @returns how many messages there are less, and how many of those are among the first.
 */
export function removeVanished(
  messages: MessageTable,
  { ranges }: SequenceSetView,
  first: number,
): { readonly removed: number; readonly first: number } {
  let removed = 0;
  let removedFirst = 0;
  const take = (number: number, length: number): void => {
    removedFirst += Math.max(0, Math.min(first - removedFirst, number + length - 1) - number + 1);
    messages.remove(number, length);
    removed += length;
  };
  for (const range of ranges) {
    if (range.to === Infinity) continue;
    let known = 0;
    for (let found = messages.firstFrom(range.from); found && found.uid <= range.to; ) {
      take(found.number, 1);
      known++;
      found = messages.firstFrom(range.from);
    }
    const unknown = range.to - range.from + 1 - known;
    const behind = messages.firstFrom(range.to + 1)?.number ?? messages.count + 1;
    const run = behind > 1 ? messages.unknownFrom(behind - 1) : 0;
    const length = Math.min(unknown, run);
    // All of one run are alike: which of them goes makes no difference.
    if (length > 0) take(behind - length, length);
  }
  return { removed, first: removedFirst };
}

/** The first UID of the set of which the session shows that there is no such message. */
export function missingUid(messages: MessageTable, { ranges }: SequenceSetView): number | undefined {
  for (const { from, to } of ranges.slice(0, MAX_RANGES)) {
    if (from !== to || messages.numberOf(from) !== undefined) continue;
    const behind = messages.firstFrom(from)?.number ?? messages.count + 1;
    if (behind === 1 || messages.get(behind - 1)?.uid !== undefined) return from;
  }
  return undefined;
}

const MAX_RANGES = 1000;
