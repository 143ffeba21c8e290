// Reads messages: whole, a part of one of which the server gives the whole, and the header alone.

import { MailError } from '../faults.ts';
import { headerLength } from '../header.ts';
import type { Cancellation, OctetRange } from '../mailStore.ts';
import type { Pop3Connection, Pop3Message } from './pop3Connection.ts';

/** The octets of a message. Rejects with `message-incomplete` where the connection ends before they do. */
export async function* retrieved(
  session: Pop3Connection,
  { number, octets }: Pop3Message,
  cancel: Cancellation,
  host: string,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of session.retrieve(number, cancel)) {
      received += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const isCut = error instanceof MailError && error.code === 'connection-lost';
    if (!isCut || received >= octets) throw error;
    const details = [host, String(received), String(octets)];
    throw new MailError('message-incomplete', details, { cause: error });
  }
}

/** What stands in a range, undefined for all; the rest is not waited for. */
export async function* within(
  chunks: AsyncIterable<Uint8Array>,
  { from, to }: OctetRange = { from: 0, to: Infinity },
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += chunk.length;
    if (piece.length > 0) yield piece;
    if (at >= to) return;
  }
}

/** The header of a message that is here. */
export async function* headerOnly(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const length = headerLength(chunk);
    yield chunk.subarray(0, length);
    if (length < chunk.length) return;
  }
}
