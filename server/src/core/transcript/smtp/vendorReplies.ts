// Replies of well-known servers and filters that people search for: what each means, and what to do next.

import type { Reference } from '../../registry/reference.ts';
import { filterReplies } from './filterReplies.ts';
import { microsoftReplies } from './microsoftReplies.ts';
import { providerReplies } from './providerReplies.ts';
import { regionalReplies } from './regionalReplies.ts';
import { serverReplies } from './serverReplies.ts';
import { serviceReplies } from './serviceReplies.ts';
import type { VendorReplyRow } from './vendorReplyRow.ts';

/** A reply that is known by its words. */
export interface VendorReply {
  /** Who writes it: `Gmail`, `Postfix`. */
  readonly vendor: string;
  /** What its text matches; codes included, several lines as one. */
  readonly pattern: RegExp;
  /** What it means, in plain words. */
  readonly meaning: string;
  /** What whoever reads it does next. */
  readonly next: string;
  readonly reference: Reference;
}

/** The row of a reply; its lines may be joined by CRLF or LF. Only the first characters of a long one are looked at. */
export function vendorReply(text: string): VendorReply | undefined {
  if (!NEGATIVE.test(text)) return undefined;
  const words = text.slice(0, MAX_TEXT).replace(FURTHER_LINE, ' ').replace(/\s+/g, ' ');
  return vendorReplies.find(({ pattern }) => pattern.test(words));
}

const MAX_TEXT = 4000;
/** What was accepted needs no advice. */
const NEGATIVE = /^\s*[45]\d\d(?!\d)/;
/** The code that each further line repeats, with its enhanced status. */
const FURTHER_LINE = /\r?\n\d{3}[ -](?:[245]\.\d{1,3}\.\d{1,3} )?/g;

/** A row of the tables by its names. */
export function rowOf([vendor, pattern, meaning, next, reference]: VendorReplyRow): VendorReply {
  return { vendor, pattern, meaning, next, reference };
}

/** The replies, the more special in front. */
export const vendorReplies: readonly VendorReply[] = [
  ...providerReplies,
  ...microsoftReplies,
  ...regionalReplies,
  ...serviceReplies,
  ...filterReplies,
  ...serverReplies,
].map(rowOf);
