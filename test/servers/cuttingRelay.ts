// Relays connections to a port of this machine, and cuts them after as many octets of the server as a test wants.

import net from 'node:net';

import { listening, portOf } from './ports.ts';

export interface CuttingRelay extends AsyncDisposable {
  readonly port: number;
  /** Cuts each connection once the server has sent so many octets from now on; undefined: never. */
  cutAfter: number | undefined;
}

/** Starts a relay to a port of this machine. */
export async function startCuttingRelay(to: number): Promise<CuttingRelay> {
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(to, '127.0.0.1');
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
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      const { cutAfter } = relay;
      if (cutAfter === undefined || chunk.length < cutAfter) {
        if (cutAfter !== undefined) relay.cutAfter = cutAfter - chunk.length;
        client.write(chunk);
        return;
      }
      // In the middle of a message, as a network does it.
      relay.cutAfter = undefined;
      client.write(chunk.subarray(0, cutAfter), end);
    });
  });
  await listening(server, 0);
  const relay = {
    port: portOf(server),
    cutAfter: undefined as number | undefined,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return relay;
}
