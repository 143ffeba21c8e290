// Finds the blocks of Resent fields in a header (RFC 5322 3.6.6).

import type { Field } from '../field.ts';
import type { Part } from '../part.ts';

/** The blocks of Resent fields, the newest first: a new one starts behind a trace field, and where a field comes again. */
export function resentBlocks(part: Part): readonly (readonly Field[])[] {
  const blocks: Field[][] = [];
  let open: Field[] | undefined;
  for (const field of part.header.fields) {
    if (field.key === 'received' || field.key === 'return-path') open = undefined;
    if (!RESENT.has(field.key)) continue;
    if (!open || open.some(({ key }) => key === field.key)) blocks.push((open = []));
    open.push(field);
  }
  return blocks;
}

const RESENT = new Set(
  ['date', 'from', 'sender', 'to', 'cc', 'bcc', 'message-id'].map((name) => `resent-${name}`),
);
