// Finds the files to check: arguments, lists of paths, and what lies in folders, in a stable order.

import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { folderExtensions } from './language.ts';
import { readError, STDIN } from './mailFile.ts';
import type { FilePath } from './mailFile.ts';

/** A file to check, or a folder that could not be looked into. */
export interface InputFile {
  readonly path: FilePath;
  /** Why it cannot be used; for a file that is found out when it is read. */
  readonly error?: string;
}

/**
 * The files that paths stand for, in the order of the paths. A folder stands for its mail files and those of its
 * folders, sorted by the octets of their names. Links to folders are not followed, so that no loop is walked.
 */
export async function* inputFiles(paths: AsyncIterable<FilePath>): AsyncGenerator<InputFile> {
  for await (const path of paths) {
    if (isFolder(path)) yield* filesBelow(path);
    else yield { path };
  }
}

/** The paths of a NUL-separated list; empty ones are left out. The last may lack its NUL. */
export async function* nulSeparated(chunks: AsyncIterable<Buffer>): AsyncGenerator<FilePath> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      const path = Buffer.concat([...rest, chunk.subarray(from, at)]);
      if (path.length > 0) yield path;
      rest = [];
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

function isFolder(path: FilePath): boolean {
  // Whatever is wrong with a path shows again, in words, when it is read.
  if (path.toString() === STDIN || path.includes(0)) return false;
  try {
    // Not by another thread, which takes longer than to look: a list can have millions of paths.
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

async function* filesBelow(folder: FilePath): AsyncGenerator<InputFile> {
  const open = [{ path: folder, isFolder: true }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!next.isFolder) {
      yield { path: next.path };
      continue;
    }
    const { entries, error } = await entriesOf(next.path);
    if (error !== undefined) yield { path: next.path, error };
    for (const entry of entries.reverse()) open.push(entry);
  }
}

interface Entry {
  readonly path: FilePath;
  readonly isFolder: boolean;
}

async function entriesOf(folder: FilePath): Promise<{ entries: Entry[]; error?: string }> {
  try {
    const found = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    const entries: Entry[] = [];
    for (const entry of found.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const path = joined(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name.toString())) entries.push({ path, isFolder: true });
      } else if (isMailName(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && !isFolder(path)))) {
        entries.push({ path, isFolder: false });
      }
    }
    return { entries };
  } catch (error) {
    return { entries: [], error: readError(error).message };
  }
}

function joined(folder: FilePath, name: Buffer): FilePath {
  const slashed = folder.at(-1) === SLASH;
  return Buffer.concat(slashed ? [folder, name] : [folder, Buffer.of(SLASH), name]);
}

function isMailName(name: Buffer): boolean {
  const text = name.toString('latin1').toLowerCase();
  return folderExtensions.some((extension) => text.endsWith(extension));
}

/** Folders that hold no mail of their own. */
const SKIPPED = new Set(['.git', 'node_modules']);
const SLASH = 47;
