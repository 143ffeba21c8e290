// Free TCP ports on the loopback interface.
import net from 'node:net';

/**
 * A port of 127.0.0.1 that nobody listens on right now.
 *
 * Another process may take it before the caller does; callers report that as a failed start.
 */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was assigned'));
      });
    });
  });
}
