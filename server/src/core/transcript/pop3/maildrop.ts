// What a session has told of its maildrop: how many messages, their sizes and identifiers, which are marked as deleted.

import { MAX_NUMBER, NumberMap } from './numberMap.ts';
import { NumberSet } from './numberSet.ts';
import { UidMap } from './uidMap.ts';

/** What is known of a maildrop; plain and immutable. Numbers stay the same for a session (RFC 1939 4). */
export interface Maildrop {
  /** True where the log has the login: then every mark of deletion is known. */
  readonly complete: boolean;
  /** How many messages there are, those marked as deleted included; undefined: not known. */
  readonly total: number | undefined;
  /** The octets of all messages not marked when STAT said them. */
  readonly octets: number | undefined;
  /** The sum of `sizes`, and of those of them that are marked; in front of them: states are told apart by the first difference. */
  readonly sum: number;
  readonly deletedSum: number;
  readonly sizes: NumberMap<number>;
  readonly uids: UidMap;
  /** Not where the marks were set: an edit of that place would change all that follows. */
  readonly deleted: NumberSet;
  /** The messages that were retrieved. */
  readonly retrieved: NumberSet;
}

/** A maildrop of which nothing was said. */
export function newMaildrop(complete: boolean): Maildrop {
  return {
    complete,
    total: undefined,
    octets: undefined,
    sum: 0,
    deletedSum: 0,
    sizes: NumberMap.empty(),
    uids: UidMap.empty,
    deleted: NumberSet.empty,
    retrieved: NumberSet.empty,
  };
}

/** How many messages are there and not marked as deleted; undefined where that is not known. */
export function liveCount({ complete, total, deleted }: Maildrop): number | undefined {
  return total === undefined || !complete ? undefined : Math.max(0, total - deleted.size);
}

/** The octets of the messages that are not marked; undefined where not all sizes are known. */
export function liveOctets({ complete, total, sizes, sum, deletedSum }: Maildrop): number | undefined {
  return complete && total !== undefined && sizes.size === total ? sum - deletedSum : undefined;
}

/** True where a message cannot exist: its number is higher than that of the last. */
export function isBeyond({ complete, total }: Maildrop, number: number): boolean {
  return complete && total !== undefined && number > total;
}

/** STAT or a listing has counted the messages that are not marked. */
export function withCount(maildrop: Maildrop, count: number): Maildrop {
  return { ...maildrop, total: count + maildrop.deleted.size };
}

/** STAT has said how many octets they have. */
export function withOctets(maildrop: Maildrop, octets: number): Maildrop {
  return { ...maildrop, octets };
}

/** LIST has said one size. */
export function withSize(maildrop: Maildrop, number: number, size: number): Maildrop {
  return withSizes(maildrop, [[number, size]]);
}

/** DELE was accepted. */
export function withDeleted(maildrop: Maildrop, number: number): Maildrop {
  if (maildrop.deleted.has(number)) return maildrop;
  return {
    ...maildrop,
    deleted: maildrop.deleted.with(number),
    deletedSum: maildrop.deletedSum + (maildrop.sizes.get(number) ?? 0),
    octets: undefined,
  };
}

/** RSET was accepted: the marks are gone, and what STAT says next counts all messages. */
export function withoutMarks(maildrop: Maildrop): Maildrop {
  return {
    ...maildrop,
    deleted: NumberSet.empty,
    deletedSum: 0,
    octets: undefined,
    // RFC 1939 5: RSET takes back the marks of this session; all of them, so that the log's excerpt is complete now.
    complete: true,
    total: maildrop.complete ? maildrop.total : undefined,
  };
}

/** LIST has said some sizes. */
export function withSizes(maildrop: Maildrop, pairs: readonly (readonly [number, number])[]): Maildrop {
  let { sum, deletedSum } = maildrop;
  // Of numbers that ascend none stands twice.
  const seen = pairs.every(([number], at) => number > (pairs[at - 1]?.[0] ?? -1))
    ? undefined
    : new Map<number, number>();
  for (const [number, size] of pairs) {
    if (number > MAX_NUMBER) continue;
    const change = size - (seen?.get(number) ?? maildrop.sizes.get(number) ?? 0);
    seen?.set(number, size);
    sum += change;
    if (maildrop.deleted.has(number)) deletedSum += change;
  }
  return { ...maildrop, sizes: maildrop.sizes.withAll(pairs), sum, deletedSum };
}
