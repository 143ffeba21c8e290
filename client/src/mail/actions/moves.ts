// Moves and copies of messages within one account, in pieces between which one can stop.

import type { Cancellation, MailStore, MessageId } from '../mailStore.ts';
import { grouped } from './grouped.ts';
import { keyOf } from './messageKey.ts';
import { eachInTurn } from './outcome.ts';
import type { Outcome, Progress } from './outcome.ts';

/** Where a message was, and where it is now, as far as the store tells. */
export interface Placed {
  readonly from: MessageId;
  readonly to: MessageId | undefined;
}

/** Moves messages into a folder; those that are there already stay. */
export async function moveAll(
  store: Pick<MailStore, 'move'>,
  ids: readonly MessageId[],
  folder: string,
  cancel: Cancellation,
  progress?: Progress,
): Promise<Outcome<Placed>> {
  const moving = ids.filter((id) => id.folder !== folder);
  return inPieces(moving, cancel, progress, (piece) => store.move(piece, folder, cancel));
}

/** Copies messages into a folder, also into the one where they are. */
export async function copyAll(
  store: Pick<MailStore, 'copy'>,
  ids: readonly MessageId[],
  folder: string,
  cancel: Cancellation,
  progress?: Progress,
): Promise<Outcome<Placed>> {
  return inPieces(ids, cancel, progress, (piece) => store.copy(piece, folder, cancel));
}

/** Deletes messages for good: the caller has asked the user. */
export async function expungeAll(
  store: Pick<MailStore, 'expunge'>,
  ids: readonly MessageId[],
  cancel: Cancellation,
  progress?: Progress,
): Promise<Outcome<MessageId>> {
  let done = 0;
  return eachInTurn(
    piecesOf(ids),
    async (piece) => {
      await store.expunge(piece, cancel);
      progress?.((done += piece.length), ids.length);
      return piece;
    },
    cancel.signal,
  );
}

async function inPieces(
  ids: readonly MessageId[],
  { signal }: Cancellation,
  progress: Progress | undefined,
  place: (piece: readonly MessageId[]) => Promise<readonly (MessageId | undefined)[]>,
): Promise<Outcome<Placed>> {
  let done = 0;
  return eachInTurn(
    piecesOf(ids),
    async (piece) => {
      const placed = await place(piece);
      progress?.((done += piece.length), ids.length);
      return piece.map((from, index) => ({ from, to: placed[index] }));
    },
    signal,
  );
}

/** What is not done yet: it is done folder by folder, so that this need not be the end of the list. */
export function without<T>(
  things: readonly T[],
  done: readonly MessageId[],
  idOf: (one: T) => MessageId,
): T[] {
  const keys = new Set(done.map(keyOf));
  return things.filter((one) => !keys.has(keyOf(idOf(one))));
}

/** Messages of one folder each, at most so many that one can still stop in between. */
export function piecesOf(ids: readonly MessageId[]): readonly (readonly MessageId[])[] {
  const groups = grouped(ids, ({ folder, validity }) => `${validity} ${folder}`);
  const pieces: (readonly MessageId[])[] = [];
  for (const group of groups.values()) {
    for (let at = 0; at < group.length; at += PIECE) pieces.push(group.slice(at, at + PIECE));
  }
  return pieces;
}

/** Messages: a command line of some kilobytes. */
const PIECE = 200;
