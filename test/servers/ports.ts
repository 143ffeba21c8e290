// Free ports on loopback, and waiting until somebody answers there.

import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const LOOPBACK = '127.0.0.1';
/** Below those that Linux takes for outgoing connections, so that nobody gets one between choosing and using. */
const FIRST_PORT = 12_000;
const PORTS = 20_000;
const MAX_TRIES = 100;
/** Milliseconds between two tries. */
const PAUSE = 30;

/** Ports that were free a moment ago, one for each name; none that the system gives to clients. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const servers = await Promise.all(names.map(listeningSomewhere));
  const ports = names.map((name, index) => [name, portOf(servers[index])] as const);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return Object.fromEntries(ports) as Record<Name, number>;
}

async function listeningSomewhere(): Promise<net.Server> {
  for (let tries = 0; ; tries++) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = await listening(net.createServer(), port).catch((error: unknown) => {
      if (tries >= MAX_TRIES) throw error;
    });
    if (server) return server;
  }
}

/** Lets a server listen on loopback. @param port 0 for any. */
export function listening<Server extends net.Server>(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve(server));
  });
}

/** The port a server listens on. */
export function portOf(server: net.Server | undefined): number {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

/**
 * Waits until what a port says first matches.
 * @param banner undefined where the port says nothing by itself (TLS from the start).
 * @param timeout in ms.
 */
export async function answering(port: number, banner: RegExp | undefined, timeout = 15_000): Promise<void> {
  const end = performance.now() + timeout;
  for (;;) {
    const said = await firstWords(port, banner);
    if (said !== undefined && (banner === undefined || banner.test(said))) return;
    if (performance.now() > end) {
      throw new Error(`port ${port} is not ready, it said ${JSON.stringify(said)}`);
    }
    await wait(PAUSE);
  }
}

/** What a port says until it matches, falls silent or closes; undefined where nobody listens. */
function firstWords(port: number, banner: RegExp | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said: string | undefined;
    const socket = net.connect(port, LOOPBACK, () => {
      said = '';
      if (banner === undefined) socket.destroy();
    });
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (chunk) => {
      said = `${said ?? ''}${chunk.toString('latin1')}`;
      if (banner?.test(said) === true) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(said));
  });
}
