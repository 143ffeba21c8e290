// Where the header of a message ends, and how it is had without the rest.

import { isFault } from './faults.ts';
import type { Cancellation, MailStore, MessageId } from './mailStore.ts';

/** Octets of the header with the empty line behind it (RFC 5322 2.1); all, where there is no such line. */
export function headerLength(octets: Uint8Array): number {
  if (octets[0] === LF) return 1;
  if (octets[0] === CR && octets[1] === LF) return 2;
  for (let at = octets.indexOf(LF); at >= 0; at = octets.indexOf(LF, at + 1)) {
    if (octets[at + 1] === LF) return at + 2;
    if (octets[at + 1] === CR && octets[at + 2] === LF) return at + 3;
  }
  return octets.length;
}

/**
 * The header of a message, its octets: by `BODY.PEEK[HEADER]` or `TOP`; where there is no such thing, the message is
 * read as far as its header goes.
 */
export async function readHeader(store: MailStore, id: MessageId, cancel: Cancellation): Promise<Uint8Array> {
  if (store.readPart) {
    try {
      return joinedOctets(await all(store.readPart(id, 'HEADER', undefined, cancel)));
    } catch (error) {
      // RFC 1939 7: TOP is optional.
      if (!isFault(error, 'command-refused')) throw error;
      const whole = joinedOctets(await all(store.read(id, undefined, cancel)));
      return whole.subarray(0, headerLength(whole));
    }
  }
  for (let limit = HEAD; ; limit *= 4) {
    const head = joinedOctets(await all(store.read(id, { from: 0, to: limit }, cancel)));
    const length = headerLength(head);
    if (length < head.length || head.length < limit) return head.subarray(0, length);
  }
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return read;
}

/** Chunks as one. */
export function joinedOctets(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const octets = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

const CR = 13;
const LF = 10;
/** Octets that show most headers. */
const HEAD = 64 * 1024;
