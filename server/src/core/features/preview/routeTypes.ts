// The way of a message, as its Received fields tell it (RFC 5321 4.4). Plain data, ready for JSON.

import type { TextRange } from '../../text/range.ts';

/** The hops in the order of time: the first one is the lowest field. */
export interface Route {
  readonly hops: readonly Hop[];
  /** The Date field: when the author sent it, as the author's clock says. */
  readonly sent: HopTime | null;
  /** From the first known time to the last, in ms; null where fewer than two are known. */
  readonly total: number | null;
  /** How many records were left out behind the first 200. */
  readonly more: number;
  /** What is worth knowing of the whole, in sentences. */
  readonly notes: readonly string[];
}

/** One record. Null where it does not tell. Words of the mail are decoded, bounded and hostile. */
export interface Hop {
  /** From 1. */
  readonly number: number;
  /** The client, as it called itself; its address as the server saw it. */
  readonly from: string | null;
  readonly fromAddress: string | null;
  /** The name that the server found for that address. */
  readonly fromName: string | null;
  readonly by: string | null;
  /** The protocol as written, and what it is in words. */
  readonly with: string | null;
  readonly withMeaning: string | null;
  readonly via: string | null;
  readonly id: string | null;
  readonly for: string | null;
  /** Null where the record does not tell. */
  readonly encrypted: boolean | null;
  readonly tls: HopTls | null;
  /** True where the client logged in; null where the record does not tell. */
  readonly authenticated: boolean | null;
  readonly time: HopTime | null;
  /** Since the hop before that has a time, for the first one since `sent`; in ms, negative where a clock is wrong. */
  readonly delay: number | null;
  /** True where the time lies before that of the hop before: one of the two clocks is wrong. */
  readonly skewed: boolean;
  /** The hop in a sentence. */
  readonly words: string;
  /** In sentences. */
  readonly faults: readonly string[];
  readonly at: TextRange;
}

export interface HopTls {
  /** `TLS1.3`. */
  readonly version: string | null;
  readonly cipher: string | null;
  readonly bits: number | null;
  /** True for a version that is not to be used any more (RFC 8996, RFC 7568). */
  readonly outdated: boolean;
}

export interface HopTime {
  /** As written. */
  readonly text: string;
  readonly epochMs: number;
  /** Minutes east of UTC; null where it does not say. */
  readonly zoneMinutes: number | null;
  readonly at: TextRange;
}
