// Files of the file systems that VS Code knows: in the web, on a remote machine, in a virtual workspace.

import { FileSystemError, FileType, RelativePattern, Uri, workspace } from 'vscode';

import { detail } from '../mail/faultDetails.ts';
import { MailError } from '../mail/faults.ts';
import type { FaultCode } from '../mail/faults.ts';
import type { FileEntry, Files } from '../mail/local/files.ts';
import { safeSegments } from '../mail/local/files.ts';

/** The files below `root`. There is no way to write a part of a file here: an append writes it whole. */
export function workspaceFiles(root: Uri): Files {
  const place = (name: string): Uri => Uri.joinPath(root, ...safeSegments(name));
  const { fs } = workspace;
  const read = (name: string): Promise<Uint8Array> =>
    told(name, 'file-not-readable', () => fs.readFile(place(name)));
  const write = (name: string, octets: Uint8Array): Promise<void> =>
    told(name, 'file-not-writable', () => fs.writeFile(place(name), octets));
  const isThere = (name: string): Promise<boolean> =>
    Promise.resolve(fs.stat(place(name))).then(
      () => true,
      () => false,
    );
  return {
    list: (name) =>
      told(name, 'file-not-readable', async () => {
        const entries = await fs.readDirectory(place(name));
        return entries.map(([entry, type]): FileEntry => ({ name: entry, kind: kindOf(type) }));
      }),
    stat: (name) =>
      Promise.resolve(fs.stat(place(name))).then(
        ({ size, mtime }) => ({ size, modified: mtime }),
        () => undefined,
      ),
    read: async (name, range) => {
      const octets = await read(name);
      return range ? octets.subarray(range.from, range.to) : octets;
    },
    create: async (name, octets) => {
      if (await isThere(name)) {
        throw new MailError('file-not-writable', [name, detail('there is one of that name')]);
      }
      await write(name, octets);
    },
    append: async (name, octets) => {
      const before = (await isThere(name)) ? await read(name) : new Uint8Array(0);
      const after = new Uint8Array(before.length + octets.length);
      after.set(before);
      after.set(octets, before.length);
      await write(name, after);
    },
    truncate: async (name, size) => write(name, (await read(name)).subarray(0, size)),
    rename: (from, to, replace = false) =>
      told(to, 'file-not-writable', () => fs.rename(place(from), place(to), { overwrite: replace })),
    remove: (name) => told(name, 'file-not-writable', () => fs.delete(place(name))),
    createFolder: (name) => told(name, 'file-not-writable', () => fs.createDirectory(place(name))),
    removeFolder: (name) =>
      told(name, 'file-not-writable', () => fs.delete(place(name), { recursive: true })),
    watch: (name, changed) => {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(place(name), '*'));
      for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
        event(() => changed());
      }
      return { [Symbol.dispose]: () => void watcher.dispose() };
    },
  };
}

function kindOf(type: FileType): FileEntry['kind'] {
  return type === FileType.File ? 'file' : type === FileType.Directory ? 'folder' : 'other';
}

async function told<T>(name: string, code: FaultCode, work: () => Thenable<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MailError) throw error;
    const reason =
      error instanceof FileSystemError ? (REASONS.get(error.code) ?? error.message) : String(error);
    throw new MailError(code, [name, reason], { cause: error });
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['FileNotFound', detail('it is not there')],
  ['FileExists', detail('there is one of that name')],
  ['FileNotADirectory', detail('it is no folder')],
  ['FileIsADirectory', detail('it is a folder')],
  ['NoPermissions', detail('this user may not')],
  ['Unavailable', detail('its file system is not there just now')],
]);
