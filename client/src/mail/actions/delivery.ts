// Copies of messages from one account to another: read whole, then stored, one after the other.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation, Envelope, MailStore, MessageId } from '../mailStore.ts';
import { withCrLf } from '../transfer/transfer.ts';
import type { Placed } from './moves.ts';
import { eachInTurn } from './outcome.ts';
import type { Outcome, Progress } from './outcome.ts';

/** A message to be copied, with what is kept of it. */
export type Delivered = Pick<Envelope, 'id' | 'flags' | 'date' | 'size'>;

/** Where copies go. */
export interface Destination {
  readonly store: Pick<MailStore, 'append' | 'capabilities'>;
  readonly folder: string;
  /** True for a server: lines that end in LF alone get the CRLF that it asks for. */
  readonly wire: boolean;
}

/**
 * Copies messages with their flags and dates. What is copied when it fails, or when somebody gives up, is in `done`:
 * nothing else has come into the folder, but where the failure is `append-unknown`.
 */
export async function deliverAll(
  source: Pick<MailStore, 'read'>,
  messages: readonly Delivered[],
  { store, folder, wire }: Destination,
  cancel: Cancellation,
  progress?: Progress,
): Promise<Outcome<Placed>> {
  return eachInTurn(
    messages,
    async ({ id, flags, date }, index) => {
      const octets = await readWhole(source, id, cancel);
      const kept = store.capabilities.flags ? keptFlags(flags) : [];
      const to = await store.append(
        folder,
        wire ? withCrLf(octets) : octets,
        kept,
        cancel,
        date > 0 ? date : undefined,
      );
      progress?.(index + 1, messages.length);
      return [{ from: id, to }];
    },
    cancel.signal,
  );
}

/** The octets of a message. */
export async function readWhole(
  store: Pick<MailStore, 'read'>,
  id: MessageId,
  cancel: Cancellation,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of store.read(id, undefined, cancel)) {
    cancel.signal.throwIfAborted();
    length += chunk.length;
    if (length > WHOLE_OCTETS) {
      throw new MailError('answer-too-large', [id.folder, detail('{0} octets', WHOLE_OCTETS)]);
    }
    chunks.push(chunk);
  }
  const octets = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

/** RFC 9051 2.3.2: a client cannot set \Recent; a copy is not deleted because its original is going to be. */
function keptFlags(flags: ReadonlySet<string>): readonly string[] {
  return [...flags].filter((flag) => !['\\recent', '\\deleted'].includes(flag.toLowerCase()));
}

/** What is held in memory at once. */
export const WHOLE_OCTETS = 256 * 1024 * 1024;
