// A part of a message of which the server gives the whole.

import type { OctetRange } from '../mailStore.ts';

/** What stands in a range; the rest is not waited for. */
export async function* within(
  chunks: AsyncIterable<Uint8Array>,
  { from, to }: OctetRange,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += chunk.length;
    if (piece.length > 0) yield piece;
    if (at >= to) return;
  }
}
