// Lets Dovecot take a client on loopback for a far one, so that it refuses logins in clear (LOGINDISABLED).

import { startRelay } from './relay.ts';

/**
 * Relays `port` to a port that expects a PROXY header (version 1), with a documentation address as the client's.
 * @param named the port the far client believes it reached: 143, 110.
 */
export async function startStrictRelay(
  port: number,
  proxied: number,
  named: number,
): Promise<() => Promise<void>> {
  const relay = await startRelay({
    port,
    to: proxied,
    opening: ({ remotePort = 1 }) => `PROXY TCP4 192.0.2.1 127.0.0.1 ${remotePort} ${named}\r\n`,
  });
  return async () => relay[Symbol.asyncDispose]();
}
