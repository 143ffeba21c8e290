// Files that cannot list themselves, as those of an extension in the web, beside a list of them.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { safeSegments } from './files.ts';
import type { FileEntry, Files } from './files.ts';

/** What is there. */
export interface FileIndex {
  /** Folders, also those with nothing in them; paths. */
  readonly folders: readonly string[];
  readonly files: readonly IndexedFile[];
}

export interface IndexedFile {
  readonly path: string;
  /** Octets. */
  readonly size: number;
  /** Of the message; none where left out. */
  readonly flags?: readonly string[];
}

/** The files of an index, for reading alone. */
export function listedFiles(files: Pick<Files, 'read'>, index: FileIndex): Files {
  const sizes = new Map(index.files.map(({ path, size }) => [path, size]));
  const byFolder = new Map<string, FileEntry[]>(['', ...index.folders].map((folder) => [folder, []]));
  const put = (path: string, kind: FileEntry['kind']): void => {
    const slash = path.lastIndexOf('/');
    byFolder.get(path.slice(0, Math.max(0, slash)))?.push({ name: path.slice(slash + 1), kind });
  };
  for (const folder of index.folders) put(folder, 'folder');
  for (const { path } of index.files) put(path, 'file');

  const refuse = (path: string): Promise<never> =>
    Promise.reject(new MailError('file-not-writable', [path, detail('it is for reading alone')]));
  return {
    list: (path) => Promise.resolve(byFolder.get(safeSegments(path).join('/')) ?? []),
    stat: (path) => {
      const size = sizes.get(safeSegments(path).join('/'));
      return Promise.resolve(size === undefined ? undefined : { size, modified: 0 });
    },
    read: (path, range) => files.read(path, range),
    create: refuse,
    append: refuse,
    truncate: refuse,
    rename: refuse,
    remove: refuse,
    createFolder: refuse,
    removeFolder: refuse,
    watch: () => ({ [Symbol.dispose]: () => undefined }),
  };
}
