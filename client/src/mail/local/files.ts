// What the local stores need of a file system: Node's, or the editor's where there is no other.

import { MailError } from '../faults.ts';
import type { Cancellation, OctetRange } from '../mailStore.ts';

/** One entry of a folder. */
export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** What is known of a file. */
export interface FileStat {
  /** Octets. */
  readonly size: number;
  /** When it was changed last, ms since the epoch. */
  readonly modified: number;
}

/**
 * Files below one folder, named by paths with `/` between their segments, never with `..`. Reject with a `MailError` of
 * the numbers 60 to 65; a file that is not there is `undefined` where that is a type of the answer.
 */
export interface Files {
  list(path: string): Promise<readonly FileEntry[]>;
  stat(path: string): Promise<FileStat | undefined>;
  /** The octets of a file, or of `[from, to)` of them as far as there are any. */
  read(path: string, range?: OctetRange): Promise<Uint8Array>;
  /** Writes a new file whole, on the disk when it returns; rejects where there is one of that name. */
  create(path: string, octets: Uint8Array): Promise<void>;
  /** Adds to the end of a file, on the disk when it returns. */
  append(path: string, octets: Uint8Array): Promise<void>;
  /** Cuts a file: what an append left half written. */
  truncate(path: string, size: number): Promise<void>;
  /** Renames within one file system; takes the place of nothing but where `replace` says so. */
  rename(from: string, to: string, replace?: boolean): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes a folder and those around it; no error where it is there. */
  createFolder(path: string): Promise<void>;
  /** Removes a folder with all in it. */
  removeFolder(path: string): Promise<void>;
  /** Calls back when an entry of a folder changes, comes or goes, until disposed; not for folders below it. */
  watch(path: string, changed: () => void): Disposable;
}

/** The segments of a path. Rejects, by `path-escapes`, what would lead out of the folder. */
export function safeSegments(path: string): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.some((segment) => segment === '..' || /[\\\0]/.test(segment))) {
    throw new MailError('path-escapes', [path]);
  }
  return segments;
}

/** Two paths as one; the first may be empty. */
export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The octets of a file in chunks, as far as there are any. */
export async function* chunksOf(
  files: Files,
  path: string,
  range: OctetRange,
  { signal }: Cancellation,
): AsyncGenerator<Uint8Array> {
  for (let from = range.from; from < range.to;) {
    signal.throwIfAborted();
    const chunk = await files.read(path, { from, to: Math.min(range.to, from + CHUNK) });
    if (chunk.length === 0) return;
    yield chunk;
    from += chunk.length;
  }
}

const CHUNK = 512 * 1024;
