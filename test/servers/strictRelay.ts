// Lets Dovecot take a client on loopback for a far one, so that it refuses logins in clear (LOGINDISABLED).

import net from 'node:net';

import { listening } from './ports.ts';

/**
 * Relays `port` to a port that expects a PROXY header (version 1), with a documentation address as the client's.
 * @param named the port the far client believes it reached: 143, 110.
 */
export async function startStrictRelay(
  port: number,
  proxied: number,
  named: number,
): Promise<() => Promise<void>> {
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(proxied, '127.0.0.1', () => {
      upstream.write(`PROXY TCP4 192.0.2.1 127.0.0.1 ${client.remotePort ?? 1} ${named}\r\n`);
    });
    client.pipe(upstream);
    upstream.pipe(client);
    const end = (): void => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        open.delete(socket);
      }
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
  });
  await listening(server, port);
  return async () => {
    for (const socket of open) socket.destroy();
    await new Promise((closed) => server.close(closed));
  };
}
