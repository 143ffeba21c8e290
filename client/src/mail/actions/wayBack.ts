// One step of an undo: messages go back; a copy goes only where its original is known to be back.

import type { Cancellation, MailStore, MessageId } from '../mailStore.ts';
import { keyOf } from './messageKey.ts';
import { expungeAll, moveAll } from './moves.ts';
import type { Outcome } from './outcome.ts';
import type { UndoMessage, UndoStep } from './undoStack.ts';

/** A message of a step, and where it is now, as far as the store tells. */
export interface TakenBack {
  readonly message: UndoMessage;
  readonly to: MessageId | undefined;
}

/**
 * Does a step.
 * @param returned gets the keys of the originals that are back; a copy whose original is not among them stays, as it
 *   may be the only one: a server answers OK to a move of messages that are gone (RFC 9051 6.4.8).
 */
export async function goBack(
  store: Pick<MailStore, 'move' | 'expunge'>,
  { folder, messages }: UndoStep,
  returned: Set<string>,
  cancel: Cancellation,
): Promise<Outcome<TakenBack>> {
  const of = new Map(messages.map((message) => [message.now, message]));
  if (folder === undefined) {
    const spare = messages.filter(({ was }) => returned.has(keyOf(was))).map(({ now }) => now);
    const { done, error } = await expungeAll(store, spare, cancel);
    return { done: done.flatMap((from) => taken(of.get(from), undefined)), error };
  }
  const { done, error } = await moveAll(store, Array.from(of.keys()), folder, cancel);
  const back = done.flatMap(({ from, to }) => taken(of.get(from), to));
  for (const { message, to } of back) if (to) returned.add(keyOf(message.was));
  return { done: back, error };
}

function taken(message: UndoMessage | undefined, to: MessageId | undefined): readonly TakenBack[] {
  return message ? [{ message, to }] : [];
}
