// The messages of a document as trees of plain data, with all that is known of each part.

import type { Decoding } from '../message/charsets.ts';
import type { MailDocument } from '../message/document.ts';
import { partTree } from '../message/summary.ts';
import type { PartTree } from '../message/summary.ts';

export type { PartTree } from '../message/summary.ts';

/** One tree a message, in document order. Iterative; a consumer must not recurse over a thousand levels either. */
export function partTrees(document: MailDocument, decoding: Decoding): readonly PartTree[] {
  return Array.from(document.messages, (message) => partTree(message, decoding));
}
