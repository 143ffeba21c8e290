// A row of the tables of replies that are known by their words.

import type { Reference } from '../../registry/reference.ts';

/** A row of the tables. */
export type VendorReplyRow = readonly [
  vendor: string,
  pattern: RegExp,
  meaning: string,
  next: string,
  reference: Reference,
];
