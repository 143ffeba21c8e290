// A way to a server that can be made slow, for tests of what one sees while something is under way.

import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { listening, portOf } from './ports.ts';

export interface SlowRelay extends AsyncDisposable {
  readonly port: number;
  /** Octets a second that each connection gets from the server; 0 holds everything back; Infinity at first. */
  rate: number;
}

/** Relays to a port of this machine. */
export async function startSlowRelay(to: number): Promise<SlowRelay> {
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(to, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    void carry(upstream, client, () => relay.rate).catch(() => client.destroy());
  });
  const relay: SlowRelay & { rate: number } = {
    port: portOf(await listening(server, 0)),
    rate: Infinity,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
  return relay;
}

/** Hands on what comes, with a pause after each piece that is as long as the rate wants. */
async function carry(from: net.Socket, to: net.Socket, rate: () => number): Promise<void> {
  for await (const chunk of from as AsyncIterable<Buffer>) {
    while (rate() === 0 && !to.destroyed) await wait(STEP);
    to.write(chunk);
    const limit = rate();
    if (limit > 0 && limit !== Infinity) await wait((chunk.length / limit) * 1000);
  }
  to.end();
}

/** Milliseconds. */
const STEP = 20;
