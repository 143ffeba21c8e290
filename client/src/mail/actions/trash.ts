// Where deleted messages go: to the Trash, or away for good where they are in it or where there is none.

import type { Folder, MessageId } from '../mailStore.ts';

/** What deleting means for messages of one account. */
export interface Deletion {
  readonly trash: Folder | undefined;
  readonly toTrash: readonly MessageId[];
  /** To be asked for: they are lost. */
  readonly forGood: readonly MessageId[];
}

/** The Trash of an account: RFC 6154 says so, else a folder that mail programs use as one. */
export function trashOf(folders: readonly Folder[]): Folder | undefined {
  const there = folders.filter(({ selectable }) => selectable);
  const special = there.find(({ specialUse }) => specialUse?.toLowerCase() === '\\trash');
  if (special) return special;
  const named = there.filter(({ path }) => path.length <= 2 && NAMES.has(path.at(-1)?.toLowerCase() ?? ''));
  // `INBOX.Trash` is one where the account has its folders below the INBOX.
  return named.find(({ path }) => path.length === 1 || path[0]?.toLowerCase() === 'inbox');
}

/** @param folders those of the account of the messages. */
export function deletionOf(ids: readonly MessageId[], folders: readonly Folder[]): Deletion {
  const trash = trashOf(folders);
  const trashed = new Set(folders.filter((folder) => trash && isWithin(folder, trash)).map(({ id }) => id));
  const stays = ({ folder }: MessageId): boolean => trash !== undefined && !trashed.has(folder);
  return { trash, toTrash: ids.filter(stays), forGood: ids.filter((id) => !stays(id)) };
}

/** True for a folder and for all below it. */
export function isWithin(folder: Folder, outer: Folder): boolean {
  return outer.path.every((name, index) => folder.path[index] === name);
}

const NAMES: ReadonlySet<string> = new Set(['trash', 'deleted items', 'deleted messages', 'deleted', 'bin']);
