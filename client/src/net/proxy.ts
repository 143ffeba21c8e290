// Opens a connection through an HTTP or SOCKS proxy; the proxy looks up the name.

import { once } from 'node:events';
import { ClientRequest } from 'node:http';
import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';

import { SocksClient } from 'socks';

import { MailError } from '../mail/faults.ts';

/**
 * @param address `http://`, `https://`, `socks://`, `socks4://`, `socks5://`, with a user and password where needed.
 * @param timeout in ms.
 * @returns a connected socket. Rejects with `proxy-failed`, which names no password.
 */
export async function openThroughProxy(
  address: string,
  host: string,
  port: number,
  timeout: number,
  signal: AbortSignal,
): Promise<Socket> {
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  const failed = (cause?: unknown): MailError =>
    new MailError('proxy-failed', [proxy ? `${proxy.hostname}:${proxy.port}` : 'the proxy setting', host], {
      cause,
    });
  if (!proxy) throw failed();
  const kind = proxy.protocol.replace(/:$/, '');
  const through = SOCKS.get(kind);
  try {
    if (through !== undefined) return await throughSocks(proxy, through, { host, port, timeout, signal });
    if (kind === 'http' || kind === 'https') return await throughHttp(proxy, { host, port, timeout, signal });
  } catch (error) {
    signal.throwIfAborted();
    // The library puts its options, password included, on its errors.
    throw failed(error instanceof Error ? error.message : undefined);
  }
  throw failed();
}

interface Target {
  readonly host: string;
  readonly port: number;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

const SOCKS: ReadonlyMap<string, 4 | 5> = new Map([
  ['socks', 5],
  ['socks5', 5],
  ['socks5h', 5],
  ['socks4', 4],
  ['socks4a', 4],
]);

async function throughSocks(
  proxy: URL,
  type: 4 | 5,
  { host, port, timeout, signal }: Target,
): Promise<Socket> {
  const place = { host: unbracketed(proxy.hostname), port: Number(proxy.port) || 1080 };
  signal.throwIfAborted();
  // A socket of ours: the library has no way to stop.
  const socket = net.connect(place);
  const stop = (): void => void socket.destroy(new Error('the proxy did not answer'));
  const late = setTimeout(stop, timeout);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await once(socket, 'connect');
    await handshake(socket, proxy, type, { host, port, timeout });
    return await unread(socket);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * The library lets the socket flow once the proxy has answered: what a server says at once would be lost, as nobody
 * listens yet. It is put back, and the socket is left as one that nobody has read from.
 */
async function unread(socket: Socket): Promise<Socket> {
  const early: Buffer[] = [];
  const keep = (chunk: Buffer): void => void early.push(chunk);
  socket.on('data', keep);
  // The library's own turn is before this one.
  await new Promise((resolve) => setImmediate(resolve));
  socket.pause();
  socket.off('data', keep);
  if (early.length > 0) socket.unshift(Buffer.concat(early));
  // As Node does for CONNECT: whoever listens first lets it flow.
  (socket as { readableFlowing: boolean | null }).readableFlowing = null;
  return socket;
}

async function handshake(
  socket: Socket,
  proxy: URL,
  type: 4 | 5,
  { host, port, timeout }: Omit<Target, 'signal'>,
): Promise<void> {
  await SocksClient.createConnection({
    existing_socket: socket,
    proxy: {
      host: unbracketed(proxy.hostname),
      port: Number(proxy.port) || 1080,
      type,
      ...(proxy.username === '' ? {} : { userId: decodeURIComponent(proxy.username) }),
      ...(proxy.password === '' ? {} : { password: decodeURIComponent(proxy.password) }),
    },
    command: 'connect',
    destination: { host, port },
    timeout,
  });
}

function throughHttp(proxy: URL, { host, port, timeout, signal }: Target): Promise<Socket> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return new Promise((resolve, reject) => {
    const proxyHost = unbracketed(proxy.hostname);
    const secure = proxy.protocol === 'https:';
    const place = { host: proxyHost, port: Number(proxy.port) || (secure ? 443 : 80) };
    // Not `http.request`: VS Code replaces it by one that asks its own proxy.
    const request = new ClientRequest({
      ...place,
      createConnection: () =>
        secure
          ? tls.connect({ ...place, ...(net.isIP(proxyHost) === 0 ? { servername: proxyHost } : {}) })
          : net.connect(place),
      method: 'CONNECT',
      path: authority,
      timeout,
      signal,
      headers: {
        Host: authority,
        ...(login === ':' ? {} : { 'Proxy-Authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
      },
    });
    request.once('connect', (response, socket: Socket, head: Buffer) => {
      if (response.statusCode === 200) {
        // A server that speaks first may be quicker than the proxy's answer is read.
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy answered ${response.statusCode ?? 'nothing'}`));
    });
    request.once('response', (response) => {
      request.destroy(new Error(`the proxy answered ${response.statusCode ?? 'nothing'}`));
    });
    request.once('timeout', () => request.destroy(new Error('the proxy did not answer')));
    request.once('error', reject);
    request.end();
  });
}

function unbracketed(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
