// One step of an undo: messages go back; a copy goes only where its original is known to be back.

import { isFault } from '../faults.ts';
import type { Cancellation, MailStore, MessageId } from '../mailStore.ts';
import { keyOf } from './messageKey.ts';
import { expungeAll, moveAll, without } from './moves.ts';
import type { Placed } from './moves.ts';
import type { Outcome, Progress } from './outcome.ts';
import type { UndoMessage, UndoStep } from './undoStack.ts';

/** A message of a step, and where it is now; undefined: it was no longer where it was put, or it was a copy. */
export interface TakenBack {
  readonly message: UndoMessage;
  readonly to: MessageId | undefined;
}

/**
 * Does a step. A message that is gone does not keep the others from going back.
 * @param returned gets the keys of the originals that are back; a copy whose original is not among them stays, as it
 *   may be the only one: a server answers OK to a move of messages that are gone (RFC 9051 6.4.8).
 */
export async function goBack(
  store: Pick<MailStore, 'move' | 'expunge'>,
  { folder, messages }: UndoStep,
  returned: Set<string>,
  cancel: Cancellation,
  progress?: Progress,
): Promise<Outcome<TakenBack>> {
  const of = new Map(messages.map((message) => [keyOf(message.now), message]));
  const told = (done: number): void => progress?.(done, messages.length);
  if (folder === undefined) {
    const spare = messages.filter(({ was }) => returned.has(keyOf(was))).map(({ now }) => now);
    const { done, error } = await passingOver(spare, told, async (ids) => {
      const gone = await expungeAll(store, ids, cancel);
      return { done: gone.done.map((from) => ({ from, to: undefined })), error: gone.error };
    });
    return { done: takenBack(of, done), error };
  }
  const ids = messages.map(({ now }) => now);
  const { done, error } = await passingOver(ids, told, (some) => moveAll(store, some, folder, cancel));
  const back = takenBack(of, done);
  for (const { message, to } of back) if (to) returned.add(keyOf(message.was));
  return { done: back, error };
}

/** Does what can be done where some are gone, of which a store may make nothing at all: in halves, down to those. */
async function passingOver(
  ids: readonly MessageId[],
  told: (done: number) => void,
  place: (ids: readonly MessageId[]) => Promise<Outcome<Placed>>,
): Promise<Outcome<Placed>> {
  const done: Placed[] = [];
  const open = [ids];
  for (let some = open.pop(); some; some = open.pop()) {
    const { done: placed, error } = await place(some);
    done.push(...placed);
    if (error !== undefined && !isFault(error, 'message-gone')) return { done, error };
    if (error !== undefined) {
      const rest = without(
        some,
        placed.map(({ from }) => from),
        (id) => id,
      );
      const half = Math.ceil(rest.length / 2);
      if (rest.length > 1) open.push(rest.slice(half), rest.slice(0, half));
      else done.push(...rest.map((from) => ({ from, to: undefined })));
    }
    told(done.length);
  }
  return { done };
}

function takenBack(of: ReadonlyMap<string, UndoMessage>, placed: readonly Placed[]): readonly TakenBack[] {
  return placed.flatMap(({ from, to }) => {
    const message = of.get(keyOf(from));
    return message ? [{ message, to }] : [];
  });
}
