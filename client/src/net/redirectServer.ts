// Waits on loopback for a browser that an issuer of tokens sends back (RFC 8252).

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Cancellation } from '../mail/mailStore.ts';

/** A server that takes one answer. */
export interface RedirectServer extends AsyncDisposable {
  /** Where the browser is to be sent. */
  readonly address: string;
  /** The address the browser came back with. Rejects where the signal aborts. */
  readonly answer: Promise<URL>;
}

/**
 * Listens on a port of 127.0.0.1 that is free.
 * @param state what the answer must carry: any program of this machine may knock.
 * @param page what the browser shows then, as plain text.
 */
export async function startRedirectServer(
  state: string,
  page: string,
  { signal }: Cancellation,
): Promise<RedirectServer> {
  const { promise: answer, resolve, reject } = deferred<URL>();
  const server = createServer((request, response) => {
    const place = placeOf(request.url ?? '/');
    const ours =
      request.method === 'GET' && place?.pathname === '/' && place.searchParams.get('state') === state;
    response.writeHead(ours ? 200 : 404, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      // The address holds the code.
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      Connection: 'close',
    });
    response.end(ours ? page : '');
    if (ours) resolve(place);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const aborted = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  signal.addEventListener('abort', aborted, { once: true });
  if (signal.aborted) aborted();
  // Who stops before the answer is there does not wait for it.
  answer.catch(() => undefined);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    answer,
    [Symbol.asyncDispose]: async () => {
      signal.removeEventListener('abort', aborted);
      // The page may still be on its way to the browser.
      const closed = new Promise<void>((done) => server.close(() => done()));
      const cut = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** A request target may be anything: `@elsewhere`, `:99999`, `*`. */
function placeOf(target: string): URL | undefined {
  const place = `http://127.0.0.1${target}`;
  return target.startsWith('/') && URL.canParse(place) ? new URL(place) : undefined;
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const MAX_CONNECTIONS = 20;
/** Milliseconds. */
const GRACE = 1000;
