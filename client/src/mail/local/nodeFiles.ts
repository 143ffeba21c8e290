// Files of this machine, below one folder.

import { watch as watchFolder } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type { OctetRange } from '../mailStore.ts';
import { safeSegments } from './files.ts';
import type { FileEntry, Files, FileStat } from './files.ts';

/** The files below `root`, an absolute path. */
export function nodeFiles(root: string): Files {
  const place = (name: string): string => path.join(root, ...safeSegments(name));
  // Whole: a user has more than one folder `cur`.
  const shown = (name: string): string => path.join(root, name);
  return {
    list: (name) =>
      told(shown(name), 'file-not-readable', async () => {
        const entries = await readdir(place(name), { withFileTypes: true });
        return entries.map((entry): FileEntry => ({
          name: entry.name,
          kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
        }));
      }),
    stat: async (name): Promise<FileStat | undefined> => {
      const found = await lstat(place(name)).catch(() => undefined);
      return found && { size: found.size, modified: found.mtimeMs };
    },
    read: (name, range) =>
      told(shown(name), 'file-not-readable', async () => {
        const file = await realpath(place(name));
        if (!isWithin(await realpath(root), file)) throw new MailError('path-escapes', [name]);
        return readOctets(file, range);
      }),
    create: (name, octets) =>
      told(shown(name), 'file-not-writable', () => written(place(name), 'wx', octets)),
    append: (name, octets) => told(shown(name), 'file-not-writable', () => written(place(name), 'a', octets)),
    truncate: (name, size) => told(shown(name), 'file-not-writable', () => truncated(place(name), size)),
    rename: (from, to, replace = false) =>
      told(shown(to), 'file-not-writable', async () => {
        if (!replace && (await lstat(place(to)).catch(() => undefined))) {
          throw new Error(detail('there is one of that name'));
        }
        await rename(place(from), place(to));
      }),
    remove: (name) => told(shown(name), 'file-not-writable', () => rm(place(name))),
    createFolder: (name) =>
      told(shown(name), 'file-not-writable', async () => {
        await mkdir(place(name), { recursive: true, mode: 0o700 });
      }),
    removeFolder: (name) =>
      told(shown(name), 'file-not-writable', async () => {
        if (safeSegments(name).length === 0) throw new MailError('path-escapes', [name]);
        await rm(place(name), { recursive: true });
      }),
    watch: (name, changed) => {
      const watcher = watchFolder(place(name), { persistent: false }, () => changed());
      watcher.on('error', () => undefined);
      return { [Symbol.dispose]: () => watcher.close() };
    },
  };
}

async function readOctets(file: string, range: OctetRange | undefined): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.min(range?.from ?? 0, size);
    const octets = Buffer.allocUnsafe(Math.min(range?.to ?? size, size) - from);
    let read = 0;
    while (read < octets.length) {
      const { bytesRead } = await handle.read(octets, read, octets.length - read, from + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return octets.subarray(0, read);
  } finally {
    await handle.close();
  }
}

async function written(file: string, flag: 'wx' | 'a', octets: Uint8Array): Promise<void> {
  const handle = await open(file, flag, 0o600);
  try {
    await handle.writeFile(octets);
    await handle.sync();
  } catch (error) {
    // Half a new file would be taken for a whole one.
    if (flag === 'wx') await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function truncated(file: string, size: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(size);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether a file is where it says: a link may lead anywhere. */
function isWithin(root: string, file: string): boolean {
  const way = path.relative(root, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

async function told<T>(name: string, code: FaultCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MailError) throw error;
    const { code: reason, message } = error as NodeJS.ErrnoException;
    if (reason === 'ENOSPC' || reason === 'EDQUOT') {
      throw new MailError('disk-full', [name], { cause: error });
    }
    throw new MailError(code, [name, REASONS.get(reason ?? '') ?? message], { cause: error });
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', detail('it is not there')],
  ['EACCES', detail('this user may not')],
  ['EPERM', detail('this user may not')],
  ['EEXIST', detail('there is one of that name')],
  ['EISDIR', detail('it is a folder')],
  ['ENOTDIR', detail('it is no folder')],
  ['EROFS', detail('the disk is read-only')],
]);
