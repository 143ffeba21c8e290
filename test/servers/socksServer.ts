// A SOCKS proxy of version 5 (RFC 1928, RFC 1929) and 4a for tests: it leads every name to this machine, and tells who asked for what.

import net from 'node:net';

import { OctetQueue } from './octetQueue.ts';
import { listening, portOf } from './ports.ts';

export interface SocksServer extends AsyncDisposable {
  readonly port: number;
  /** What was asked for, in order: `name:port`, with the user in front where one was named: `user@name:port`. */
  readonly asked: readonly string[];
}

/**
 * @param login who may pass; undefined: everybody, and version 4a too.
 * @param greeting said in one piece with the answer, in place of any server.
 */
export async function startSocksServer(
  login?: { readonly user: string; readonly password: string },
  greeting?: string,
): Promise<SocksServer> {
  const asked: string[] = [];
  const open = new Set<net.Socket>();
  const keep = (socket: net.Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  };
  const serve = async (client: net.Socket): Promise<void> => {
    const input = new OctetQueue(client);
    const version = (await input.take(1))[0];
    const target = version === 5 ? await version5(client, input, login) : await version4(input, login);
    if (!target) {
      client.end(version === 4 ? REFUSED4 : Uint8Array.of());
      return;
    }
    asked.push(`${target.user === '' ? '' : `${target.user}@`}${target.host}:${target.port}`);
    const granted = version === 5 ? GRANTED5 : GRANTED4;
    if (greeting !== undefined) {
      client.write(Buffer.concat([granted, Buffer.from(greeting)]));
      return;
    }
    const upstream = net.connect(target.port, '127.0.0.1');
    keep(upstream);
    upstream.once('error', () => client.destroy());
    upstream.once('connect', () => {
      client.write(granted);
      upstream.write(input.rest());
      client.pipe(upstream);
      upstream.pipe(client);
    });
    client.on('close', () => upstream.destroy());
  };
  const server = net.createServer((client) => {
    keep(client);
    serve(client).catch(() => client.destroy());
  });
  await listening(server, 0);
  return {
    port: portOf(server),
    asked,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

interface Target {
  readonly user: string;
  readonly host: string;
  readonly port: number;
}

/** RFC 1928 3 and 4, RFC 1929 2; the version is read already. */
async function version5(
  client: net.Socket,
  input: OctetQueue,
  login: { readonly user: string; readonly password: string } | undefined,
): Promise<Target | undefined> {
  const methods = await input.take((await input.take(1))[0] ?? 0);
  const method = login ? 2 : 0;
  if (!methods.includes(method)) {
    client.write(Uint8Array.of(5, 0xff));
    return undefined;
  }
  client.write(Uint8Array.of(5, method));
  let user = '';
  if (login) {
    await input.take(1);
    user = (await input.counted()).toString();
    const known = user === login.user && (await input.counted()).toString() === login.password;
    client.write(Uint8Array.of(1, known ? 0 : 1));
    if (!known) return undefined;
  }
  const [, command = 0, , type = 0] = await input.take(4);
  const host = await addressOf(input, type);
  const port = (await input.take(2)).readUInt16BE();
  return command === 1 && host !== undefined ? { user, host, port } : undefined;
}

async function addressOf(input: OctetQueue, type: number): Promise<string | undefined> {
  if (type === 1) return [...(await input.take(4))].join('.');
  if (type === 3) return (await input.counted()).toString();
  return undefined;
}

/** Version 4a: an address of `0.0.0.x` says that the name follows the user. */
async function version4(input: OctetQueue, login: unknown): Promise<Target | undefined> {
  const head = await input.take(7);
  const user = await input.untilZero();
  const named = head[3] === 0 && head[4] === 0 && head[5] === 0;
  const host = named ? await input.untilZero() : [...head.subarray(3)].join('.');
  if (login !== undefined || head[0] !== 1) return undefined;
  return { user, host, port: head.readUInt16BE(1) };
}

const GRANTED5 = Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
const GRANTED4 = Uint8Array.of(0, 90, 0, 0, 0, 0, 0, 0);
const REFUSED4 = Uint8Array.of(0, 91, 0, 0, 0, 0, 0, 0);
