// The port through which stores learn what a message is about: the language server is the only parser of messages.

import type { MessageSummary } from '../../../server/src/core/index.ts';
import type { Cancellation, Envelope, MessageId } from './mailStore.ts';

export type { MessageSummary } from '../../../server/src/core/index.ts';

/**
 * Says what messages are about.
 * @param messages each the start of a message (`HEAD` octets of it are enough for a list) or the whole.
 * @param text how many UTF-16 units of the decoded text of each are wanted.
 * @returns a summary for each, in the order asked for.
 */
export type Summaries = (
  messages: readonly Uint8Array[],
  text: number,
  cancel: Cancellation,
) => Promise<readonly MessageSummary[]>;

/** The envelope of a message that was summarized. */
export function envelopeOf(
  id: MessageId,
  { from, to, people, subject, date, hasAttachments }: MessageSummary,
  known: { readonly size: number; readonly flags: ReadonlySet<string>; readonly date?: number | undefined },
): Envelope {
  return {
    id,
    from,
    ...(to === '' ? {} : { to: to.slice(0, MAX_TO) }),
    people,
    subject,
    date: known.date ?? date ?? 0,
    size: known.size,
    flags: known.flags,
    hasAttachments,
  };
}

/** UTF-16 units. */
const MAX_TO = 500;
/** Octets at the start of a message that show its header, and in most messages its parts. */
export const HEAD = 16 * 1024;
/** Messages summarized in one request. */
export const BATCH = 200;
