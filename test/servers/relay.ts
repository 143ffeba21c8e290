// A relay to a port of this machine: two connections that end together, and a hand on what the server says.

import net from 'node:net';

import { listening, portOf } from './ports.ts';

export interface Relay extends AsyncDisposable {
  readonly port: number;
}

export interface RelayOptions {
  /** Port of this machine that it relays to. */
  readonly to: number;
  /** Port that it listens on; any free one by default. */
  readonly port?: number;
  /** What it says to the server before the client's own words; nothing by default. */
  readonly opening?: (client: net.Socket) => string;
  /** Hands on what the server says; all of it at once by default. */
  readonly answers?: (upstream: net.Socket, client: net.Socket) => void;
}

/** Starts a relay. Where one of its two connections ends, so does the other. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { to, port = 0, opening, answers = handOn } = options;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(to, '127.0.0.1', () => {
      if (opening) upstream.write(opening(client));
    });
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
    answers(upstream, client);
  });
  await listening(server, port);
  return {
    port: portOf(server),
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

function handOn(upstream: net.Socket, client: net.Socket): void {
  upstream.pipe(client);
}
