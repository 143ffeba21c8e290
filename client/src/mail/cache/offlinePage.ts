// A page of envelopes that are all here.

import type { Envelope, Listing, Page } from '../mailStore.ts';

/**
 * @param behind the UID of the last message of the page before; undefined: the first page.
 * @returns a page whose `next` says no more than that there is one.
 */
export function pageOf(
  envelopes: readonly Envelope[],
  { sort, size }: Listing,
  behind: string | undefined,
): Page {
  const sorted = [...envelopes].sort(ORDERS[sort]);
  const last = behind === undefined ? -1 : sorted.findIndex(({ id }) => id.uid === behind);
  // The one it was is not kept: nothing would stand in the right place.
  if (behind !== undefined && last < 0) return { envelopes: [] };
  const page = sorted.slice(last + 1, last + 1 + size);
  return { envelopes: page, ...(last + 1 + size < sorted.length ? { next: '' } : {}) };
}

type Order = (a: Envelope, b: Envelope) => number;

const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

function byDate(a: Envelope, b: Envelope): number {
  return b.date - a.date || compareUids(b.id.uid, a.id.uid);
}

/** Numbers as numbers; other names as servers make them run in the order of their characters. */
function compareUids(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const ORDERS: Readonly<Record<Listing['sort'], Order>> = {
  date: byDate,
  from: (a, b) => compare(a.from, b.from) || byDate(a, b),
  subject: (a, b) => compare(a.subject, b.subject) || byDate(a, b),
  size: (a, b) => b.size - a.size || byDate(a, b),
};
