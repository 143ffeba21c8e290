// Small HTTP requests over the connector: the same TLS policy, proxies and failures as for mail, and a limit on everything.

import { ClientRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { MailError } from '../mail/faults.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import type { Connector } from './connector.ts';
import { isLoopback } from './loopback.ts';

/** What a request goes out by. */
export interface HttpPorts {
  readonly connector: Connector;
  /** The proxy for a host; undefined: none. */
  readonly proxyOf: (host: string) => string | undefined;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Octets of the answer's body that are taken; more is a failure. */
  readonly limit?: number;
  /** Milliseconds for all of it. */
  readonly timeout?: number;
  /** How many redirections are followed; only to TLS, and to this machine. */
  readonly redirects?: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Asks an `https:` address; `http:` on this machine only. Rejects with a `MailError`: what keeps us from the server,
 * `plain-refused`, `server-silent`, `answer-too-large`, `connection-lost`.
 */
export async function httpRequest(
  address: URL,
  request: HttpRequest,
  ports: HttpPorts,
  cancel: Cancellation,
): Promise<HttpAnswer> {
  const { timeout = TIMEOUT, redirects = 0 } = request;
  const late = AbortSignal.timeout(timeout);
  const both = { signal: AbortSignal.any([cancel.signal, late]) };
  let place = address;
  for (let left = redirects; ; left--) {
    const answer = await once(place, request, ports, both).catch((error: unknown) => {
      cancel.signal.throwIfAborted();
      if (late.aborted) throw new MailError('server-silent', [place.hostname, String(timeout / 1000)]);
      throw error;
    });
    const { location } = answer.headers;
    if (left <= 0 || location === undefined || !REDIRECTED.has(answer.status)) return answer;
    if (!URL.canParse(location, place.href)) return answer;
    place = new URL(location, place.href);
  }
}

async function once(
  address: URL,
  { method = 'GET', headers = {}, body, limit = LIMIT }: HttpRequest,
  { connector, proxyOf }: HttpPorts,
  cancel: Cancellation,
): Promise<HttpAnswer> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const secure = address.protocol === 'https:';
  if (!secure && !(address.protocol === 'http:' && isLoopback(host))) {
    throw new MailError('plain-refused', [host]);
  }
  const proxy = proxyOf(host);
  const { stream } = await connector.open(
    {
      host,
      port: Number(address.port) || (secure ? 443 : 80),
      security: secure ? 'tls' : 'none',
      ...(proxy === undefined ? {} : { proxy }),
    },
    cancel,
  );
  const lost = (cause: unknown): MailError => new MailError('connection-lost', [host], { cause });
  try {
    // Not `http.request`: VS Code replaces it by one that opens sockets of its own.
    const asked = new ClientRequest({
      createConnection: () => stream,
      host,
      path: `${address.pathname}${address.search}`,
      method,
      headers: {
        Host: address.host,
        Accept: '*/*',
        'Accept-Encoding': 'identity',
        Connection: 'close',
        ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
      signal: cancel.signal,
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      asked.once('error', (error) => reject(lost(error)));
    });
    asked.end(body);
    return await taken(await answered, host, limit, lost);
  } finally {
    stream.destroy();
  }
}

async function taken(
  answer: IncomingMessage,
  host: string,
  limit: number,
  lost: (cause: unknown) => MailError,
): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  const parts = answer as AsyncIterable<Buffer>;
  try {
    for await (const chunk of parts) {
      octets += chunk.length;
      if (octets > limit) throw new MailError('answer-too-large', [host, `${limit} octets`]);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof MailError ? error : lost(error);
  }
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  };
}

const REDIRECTED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const LIMIT = 256 * 1024;
/** Milliseconds. */
const TIMEOUT = 10_000;
