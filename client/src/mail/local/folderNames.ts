// What local stores share about folders: what their names tell, and which names a folder may have.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { safeFileName } from '../fileNames.ts';

/** RFC 6154 special use of a folder by its path, as mail programs name folders; undefined for others. */
export function specialUseOf(path: readonly string[]): string | undefined {
  const [name = ''] = path;
  return path.length === 1 ? SPECIAL.get(name.toLowerCase()) : undefined;
}

/** Refuses what cannot be the name of a folder on some system. */
export function checkFolderPath(path: readonly string[], forbidden?: RegExp): void {
  for (const name of path.length === 0 ? [''] : path) {
    const reason =
      name === ''
        ? detail('it is empty')
        : safeFileName(name) !== name
          ? detail('it has characters that file names cannot have everywhere')
          : forbidden?.test(name)
            ? detail('it has a character that separates folders here')
            : undefined;
    if (reason !== undefined) throw new MailError('folder-name-unusable', [name, reason]);
  }
}

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['inbox', '\\Inbox'],
  ['sent', '\\Sent'],
  ['sent items', '\\Sent'],
  ['sent messages', '\\Sent'],
  ['drafts', '\\Drafts'],
  ['archive', '\\Archive'],
  ['archives', '\\Archive'],
  ['trash', '\\Trash'],
  ['deleted items', '\\Trash'],
  ['deleted messages', '\\Trash'],
  ['junk', '\\Junk'],
  ['spam', '\\Junk'],
]);
