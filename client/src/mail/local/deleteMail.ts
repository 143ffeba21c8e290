// Deletes a folder of messages with the folders in it, and never anything else that lies there.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { joined } from './files.ts';
import type { FileEntry, Files } from './files.ts';
import { isMessage } from './messageFiles.ts';

/**
 * @returns the paths of the messages that are gone. Rejects with `not-supported`, which names what else is there, before
 *   anything is deleted.
 */
export async function deleteMail(files: Files, path: string): Promise<readonly string[]> {
  const folders = [path];
  const messages: string[] = [];
  const others: string[] = [];
  // The list grows as it is gone through.
  for (const folder of folders) {
    for (const entry of await files.list(folder)) {
      const at = joined(folder, entry.name);
      if (isMessage(entry)) messages.push(at);
      else if (entry.kind === 'folder' && !entry.name.startsWith('.')) folders.push(at);
      else others.push(at);
    }
  }
  refuse(path, others);
  for (const message of messages) await files.remove(message);
  for (const folder of folders.reverse()) {
    // Somebody may have put something there meanwhile.
    refuse(
      path,
      (await files.list(folder)).map(({ name }) => joined(folder, name)),
    );
    await files.removeFolder(folder);
  }
  return messages;
}

/**
 * Rejects with `not-supported`, which names what else is there, where a folder or one in it has a file that is no mail.
 * @param isMail asked of each file, with the folder it lies in; folders are gone into.
 */
export async function mustHoldOnlyMail(
  files: Files,
  path: string,
  isMail: (entry: FileEntry, folder: string) => boolean | Promise<boolean>,
): Promise<void> {
  const folders = [path];
  const others: string[] = [];
  for (const folder of folders) {
    for (const entry of await files.list(folder)) {
      if (entry.kind === 'folder') folders.push(joined(folder, entry.name));
      else if (entry.kind !== 'file' || !(await isMail(entry, folder))) {
        others.push(joined(folder, entry.name));
      }
    }
  }
  refuse(path, others);
}

function refuse(path: string, others: readonly string[]): void {
  if (others.length === 0) return;
  const named = others.slice(0, NAMED).join(', ');
  const more = others.length - NAMED;
  const reason =
    more > 0
      ? detail('there is more in it than mail: {0} and {1} more', named, more)
      : detail('there is more in it than mail: {0}', named);
  throw new MailError('not-supported', [path, reason]);
}

/** So many names are told. */
const NAMED = 5;
