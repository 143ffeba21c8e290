// Reads the octets of resources: by the host where it can, else by asking the client.

import type { ReadOctetsParams, ReadOctetsResult } from './protocol.ts';
import type { Runtime } from './runtime.ts';

/** The octets of a resource, of at most `limit`; undefined where it cannot be read or is larger. */
export type ReadOctets = (uri: string, limit?: number) => Promise<Uint8Array | undefined>;

/** The octets of a resource in pieces, each valid until the next; undefined where it cannot be read or is too large. */
export type OctetChunks = (uri: string) => Promise<AsyncIterable<Uint8Array> | undefined>;

/** Octets in pieces where the host can read them so, else in one. */
export function octetChunks(runtime: Runtime, read: ReadOctets): OctetChunks {
  return async (uri) => {
    const chunks = await runtime.octetChunks?.(uri, MAX_OCTETS);
    if (chunks) return chunks;
    const octets = await read(uri);
    return octets && inOne(octets);
  };
}

/** Octets that are there already, as pieces. */
export async function* inOne(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  yield Promise.resolve(octets);
}

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

/** In slices, between which the messages that wait are read. Throws where it is no base64. */
async function fromBase64(text: string): Promise<Uint8Array> {
  // White space would shift the groups of four that a slice must not cut.
  const digits = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  const octets = new Uint8Array((digits.length >> 2) * 3 + 3);
  let length = 0;
  for (let at = 0; at < digits.length; at += SLICE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    const characters = atob(digits.slice(at, at + SLICE));
    for (let i = 0; i < characters.length; i++) octets[length++] = characters.charCodeAt(i);
  }
  return octets.subarray(0, length);
}

/** Digits of base64, whole groups: some milliseconds' worth. */
const SLICE = 1_048_576;
/** VS Code opens no larger text. */
const MAX_OCTETS = 64 * 1024 * 1024;
/** What may travel through a message. */
const MAX_ASKED = 8 * 1024 * 1024;
