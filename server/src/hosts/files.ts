// Reads files for the hosts that run in Node.

import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Runtime } from '../lsp/runtime.ts';

/** The octets of a `file:` resource; undefined for other schemes, for what is no readable file, and above the limit. */
export const readOctets: NonNullable<Runtime['readOctets']> = async (uri, limit) => {
  if (!uri.startsWith('file:')) return undefined;
  const handle = await open(fileURLToPath(uri)).catch(() => undefined);
  if (!handle) return undefined;
  const read = async (): Promise<Uint8Array | undefined> => {
    const stat = await handle.stat();
    return stat.isFile() && stat.size <= limit ? handle.readFile() : undefined;
  };
  return read().finally(() => handle.close());
};
