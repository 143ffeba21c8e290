// Hashes for the hosts that run in Node, which has more of them than a browser.

import type { Runtime } from '../lsp/runtime.ts';

/** MD5 and SHA-1 are broken as proofs, but they are what lists of known files are searched by. */
const ALGORITHMS = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256' };

export const digests: Runtime['digests'] = async (octets) => {
  // Takes as long to load as a small message to check.
  const { createHash } = await import('node:crypto');
  return Object.entries(ALGORITHMS).map(([algorithm, name]) => ({
    algorithm,
    hex: createHash(name).update(octets).digest('hex'),
  }));
};
