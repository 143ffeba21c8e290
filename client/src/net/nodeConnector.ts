// Opens connections with Node's sockets.

import net from 'node:net';
import tls from 'node:tls';

import { MailError } from '../mail/faults.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { handshakeOptions, refusal } from './certificates.ts';
import type { Connection, Connector, Endpoint } from './connector.ts';
import { isLoopback } from './loopback.ts';
import { openThroughProxy } from './proxy.ts';
import { reachFault, tlsFault } from './socketFaults.ts';

/** Connections of this machine. */
export const nodeConnector: Connector = {
  async open(endpoint: Endpoint, cancel: Cancellation): Promise<Connection> {
    const { host, security } = endpoint;
    cancel.signal.throwIfAborted();
    if (security === 'none' && !isLoopback(host)) throw new MailError('plain-refused', [host]);
    const socket = await openSocket(endpoint, cancel);
    return security === 'tls' ? shakeHands(socket, endpoint, cancel) : clear(socket, endpoint, cancel);
  },
};

function clear(socket: net.Socket, endpoint: Endpoint, cancel: Cancellation): Connection {
  return {
    stream: socket,
    secure: false,
    startTls: async (unread) => {
      // RFC 2595 6, RFC 3207 4.2: what was said in clear behind the answer is somebody else's.
      if (unread > 0 || socket.readableLength > 0) {
        socket.destroy();
        throw new MailError('starttls-injected', [endpoint.host]);
      }
      return shakeHands(socket, endpoint, cancel);
    },
  };
}

async function openSocket(
  { host, port, proxy, timeout = TIMEOUT }: Endpoint,
  { signal }: Cancellation,
): Promise<net.Socket> {
  if (proxy !== undefined && !isLoopback(host)) return openThroughProxy(proxy, host, port, timeout, signal);
  const socket = net.connect({ host, port, autoSelectFamily: true });
  const failed = (error: Error): MailError => reachFault(error, host, port);
  await settled(socket, 'connect', { timeout, signal, failed, late: () => late(host, port, timeout) });
  socket.setKeepAlive(true, KEEP_ALIVE);
  socket.setNoDelay(true);
  return socket;
}

async function shakeHands(socket: net.Socket, endpoint: Endpoint, cancel: Cancellation): Promise<Connection> {
  const { host, port, timeout = TIMEOUT, pins } = endpoint;
  const options = await handshakeOptions(host, endpoint).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  const secured = tls.connect({ ...options, socket });
  await settled(secured, 'secureConnect', {
    timeout,
    signal: cancel.signal,
    failed: (error) => tlsFault(error, host, port),
    late: () => late(host, port, timeout),
  });
  const refused = refusal(host, secured, pins);
  if (refused) {
    secured.destroy();
    throw refused;
  }
  return {
    stream: secured,
    secure: true,
    startTls: () => Promise.reject(new Error('TLS stands already')),
  };
}

interface Wait {
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly failed: (error: Error) => Error;
  readonly late: () => Error;
}

/** Waits for an event of a socket; whatever comes instead destroys the socket and rejects. */
function settled(socket: net.Socket, event: string, { timeout, signal, failed, late }: Wait): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onEvent);
      socket.off('close', onClose);
      if (error === undefined) {
        socket.off('error', onError);
        resolve();
        return;
      }
      // A socket that is given up may still report; nobody listens any more.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onEvent = (): void => end();
    const onError = (error: Error): void => end(failed(error));
    const onClose = (): void => end(failed(new Error('closed')));
    const onAbort = (): void => end(abortReason(signal));
    const timer = setTimeout(() => end(late()), timeout);
    socket.on(event, onEvent);
    socket.on('error', onError);
    socket.on('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function abortReason({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('The action was cancelled.', 'AbortError');
}

function late(host: string, port: number, timeout: number): MailError {
  return new MailError('connection-timeout', [host, String(port), String(Math.round(timeout / 1000))]);
}

/** Milliseconds. */
const TIMEOUT = 20_000;
const KEEP_ALIVE = 60_000;
