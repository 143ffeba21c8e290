// A message of a maildrop as lists have it.

import type { LocalRow } from '../local/localListing.ts';
import type { Pop3Known } from './pop3State.ts';

/** A message on the server, here, or both. */
export interface Pop3Row extends LocalRow {
  readonly octets: number;
  readonly isKept: boolean;
}

export function rowOf(uid: string, octets: number, known: Pop3Known | undefined): Pop3Row {
  return { uid, octets, isKept: known?.kept !== undefined, flags: shownFlags(known) };
}

/** What waits to be deleted says so. */
export function shownFlags(known: Pop3Known | undefined): ReadonlySet<string> {
  if (!known) return NONE;
  return known.deleting === undefined ? known.flags : new Set([...known.flags, '\\Deleted']);
}

const NONE: ReadonlySet<string> = new Set();
