// Takes messages out by UID, those included whose UID the session has not shown (RFC 7162 3.2.10).

import type { SequenceSetView } from '../views/sequenceSet.ts';
import type { MessageTable } from './messageTable.ts';

/**
 * Removes the messages with these UIDs: UIDs ascend, so that an unknown one lies in the run of unknown messages between
 * the UIDs around it.
 * @param first how many of the messages are counted apart: the first ones.
 * @returns how many messages there are less, and how many of those are among the first; undefined where the set names
 *   more messages than there can be, so that nothing is sure any more.
 */
export function removeVanished(
  messages: MessageTable,
  { ranges }: SequenceSetView,
  first: number,
): { readonly removed: number; readonly first: number } | undefined {
  let removed = 0;
  let removedFirst = 0;
  const take = (number: number, length: number): void => {
    removedFirst += Math.max(0, Math.min(first - removedFirst, number + length - 1) - number + 1);
    messages.remove(number, length);
    removed += length;
  };
  for (const { from, to } of ranges) {
    let unknown = to - from + 1;
    if (unknown > messages.count) return undefined;
    for (let found = messages.firstFrom(from); found && found.uid <= to; found = messages.firstFrom(from)) {
      take(found.number, 1);
      unknown--;
    }
    if (unknown === 0) continue;
    const behind = messages.firstFrom(to + 1)?.number ?? messages.count + 1;
    const run = behind > 1 ? messages.unknownFrom(behind - 1) : 0;
    // A single message that is not there is no reason to give up all that is known.
    if (unknown > Math.max(run, 1)) return undefined;
    // All of one run are alike: which of them goes makes no difference.
    if (run > 0) take(behind - unknown, unknown);
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
