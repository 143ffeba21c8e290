// How the folders of a Maildir stand on the disk: side by side with dots in their names (Maildir++), or in each other.

import { MailError } from '../faults.ts';
import { joined } from './files.ts';
import type { Files } from './files.ts';
import { checkFolderPath } from './folderNames.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from './modifiedUtf7.ts';

export interface MaildirLayout {
  /** The ids of all folders, sorted. */
  folders(files: Files): Promise<readonly string[]>;
  /** Where a folder stands. Rejects what leads elsewhere. */
  pathOf(folder: string): string;
  /** For people, from the outermost inwards. */
  namesOf(folder: string): readonly string[];
  /** The id of a folder that is to be made; refuses names that cannot be one. */
  idOf(path: readonly string[]): string;
  /** Stands between the names of an id. */
  readonly separator: '.' | '/';
  /** The folder that is always there. */
  readonly first: string | undefined;
}

/** The folder that the Maildir itself is. No other is called so: the names of the others start with a dot. */
export const INBOX = 'INBOX';

/** `.Lists.Gardeners` beside `cur`, `new` and `tmp`; names in modified UTF-7, as Dovecot and Courier have them. */
export const plusPlus: MaildirLayout = {
  separator: '.',
  first: INBOX,
  folders: async (files) => {
    const found: string[] = [];
    for (const { name, kind } of await files.list('')) {
      if (kind !== 'folder' || !SIDE_BY_SIDE.test(name) || found.length >= MAX_FOLDERS) continue;
      if (await isMaildir(files, name)) found.push(name);
    }
    return [INBOX, ...found.sort()];
  },
  pathOf: (folder) => {
    if (folder === INBOX) return '';
    if (!SIDE_BY_SIDE.test(folder)) throw new MailError('folder-gone', [folder]);
    return folder;
  },
  namesOf: (folder) => (folder === INBOX ? [INBOX] : folder.slice(1).split('.').map(decodeModifiedUtf7)),
  idOf: (path) => {
    checkFolderPath(path, /\./);
    if (path.length === 1 && path[0]?.toUpperCase() === INBOX) return INBOX;
    return path.map((name) => `.${encodeModifiedUtf7(name)}`).join('');
  },
};

/** `Lists/Gardeners/cur`: a Maildir for each folder, as mbsync, OfflineIMAP and mutt keep them. */
export const nested: MaildirLayout = {
  separator: '/',
  first: undefined,
  folders: async (files) => {
    const found: string[] = [];
    const open = [''];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const entries = await files.list(path);
      if (path !== '' && entries.some(({ name, kind }) => name === 'cur' && kind === 'folder')) {
        found.push(path);
      }
      if (found.length >= MAX_FOLDERS || path.split('/').length >= MAX_DEPTH) continue;
      for (const { name, kind } of entries) {
        if (kind === 'folder' && !NO_FOLDER.test(name)) open.push(joined(path, name));
      }
    }
    return found.sort();
  },
  pathOf: (folder) => {
    const names = folder.split('/');
    if (names.some((name) => name === '' || NO_FOLDER.test(name))) {
      throw new MailError('folder-gone', [folder]);
    }
    return folder;
  },
  namesOf: (folder) => folder.split('/'),
  idOf: (path) => {
    checkFolderPath(path, NO_FOLDER);
    return path.join('/');
  },
};

/** A Maildir has `cur`; a folder without it holds Maildirs. */
export async function layoutOf(files: Files): Promise<MaildirLayout> {
  if (await isMaildir(files, '')) return plusPlus;
  const inside = await nested.folders(files);
  return inside.length > 0 ? nested : plusPlus;
}

async function isMaildir(files: Files, path: string): Promise<boolean> {
  return (await files.stat(joined(path, 'cur'))) !== undefined;
}

const SIDE_BY_SIDE = /^\.[^/.\\][^/\\]*$/;
const NO_FOLDER = /^(?:cur|new|tmp)$|^\./;
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 20;
