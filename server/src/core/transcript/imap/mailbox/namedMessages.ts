// The messages that a set names, of those that are known.

import type { SequenceSetView } from '../views/sequenceSet.ts';
import type { MessageRecord } from './messageRecord.ts';
import type { MessageTable } from './messageTable.ts';

/** A message with what is known of it. */
export interface NamedMessage {
  readonly number: number;
  readonly record: MessageRecord;
}

/**
 * The known messages of a set, in order of its ranges.
 * @param uid true where the set names UIDs.
 * @returns undefined where the set names more than `limit`, or cannot be told (`$`).
 */
export function namedMessages(
  messages: MessageTable,
  { ranges, saved }: SequenceSetView,
  uid: boolean,
  limit: number,
): NamedMessage[] | undefined {
  if (saved || ranges.length > limit) return undefined;
  const found: NamedMessage[] = [];
  for (const { from, to } of ranges) {
    const first = uid ? messages.firstFrom(from)?.number : from;
    // `*` is the last message, whatever it is called.
    for (let number = Math.min(first ?? Infinity, messages.count); number <= messages.count; number++) {
      if (number < 1 || (!uid && number > Math.max(to, from))) break;
      const record = messages.get(number);
      if (uid && to !== Infinity && (record?.uid ?? 0) > to) break;
      if (uid && from !== Infinity && record?.uid !== undefined && record.uid < from) break;
      if (record) found.push({ number, record });
      if (found.length > limit || number - (first ?? number) > limit) return undefined;
    }
  }
  return found;
}
