// Reads files for the hosts that run in Node.

import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Runtime } from '../lsp/runtime.ts';

/** The octets of a `file:` resource; undefined for other schemes, for what is no readable file, and above the limit. */
export const readOctets: NonNullable<Runtime['readOctets']> = async (uri, limit) => {
  const handle = await openFile(uri, limit);
  if (!handle) return undefined;
  return handle.readFile().finally(() => handle.close());
};

/** The same in pieces, so that a large file never lies in memory as a whole. */
export const octetChunks: NonNullable<Runtime['octetChunks']> = async (uri, limit) => {
  const handle = await openFile(uri, limit);
  // The stream closes the file, also where nobody reads it to its end.
  return handle?.createReadStream({ highWaterMark: CHUNK });
};

/** A `file:` resource of at most `limit` octets, opened for reading. */
async function openFile(uri: string, limit: number): Promise<FileHandle | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  const handle = await open(fileURLToPath(uri)).catch(() => undefined);
  const stat = await handle?.stat().catch(() => undefined);
  if (stat?.isFile() === true && stat.size <= limit) return handle;
  await handle?.close();
  return undefined;
}

/** Octets. */
const CHUNK = 262_144;
