// Reads the octets of resources: by the host where it can, else by asking the client.

import type { ReadOctetsParams, ReadOctetsResult } from './protocol.ts';
import type { Runtime } from './runtime.ts';

/** The octets of a resource, of at most `limit`; undefined where it cannot be read or is larger. */
export type ReadOctets = (uri: string, limit?: number) => Promise<Uint8Array | undefined>;

/** @param ask sends `readOctets` to the client; left out where it has no such request. */
export function octetReader(
  runtime: Runtime,
  ask: ((params: ReadOctetsParams) => Promise<ReadOctetsResult>) | undefined,
): ReadOctets {
  return async (uri, limit = MAX_OCTETS) => {
    const own = await runtime.readOctets?.(uri, limit);
    if (own || !ask || (runtime.readOctets && uri.startsWith('file:'))) return own;
    const base64 = await ask({ uri, limit: Math.min(limit, MAX_ASKED) });
    return base64 === null ? undefined : fromBase64(base64);
  };
}

function fromBase64(text: string): Uint8Array {
  const characters = atob(text);
  const octets = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i++) octets[i] = characters.charCodeAt(i);
  return octets;
}

/** VS Code opens no larger text. */
const MAX_OCTETS = 64 * 1024 * 1024;
/** What may travel through a message. */
const MAX_ASKED = 8 * 1024 * 1024;
