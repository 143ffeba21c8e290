// Requests to web servers of the test that misbehave: each ends, with a failure of the table.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';

import { MailError } from '../mail/faults.ts';
import { httpRequest } from './http.ts';
import type { HttpRequest } from './http.ts';
import { nodeConnector } from './nodeConnector.ts';

const ports = { connector: nodeConnector, proxyOf: () => undefined };
const cancel = { signal: new AbortController().signal };

/** What comes of a request to a server that does as told, raw. */
async function asked(serve: (socket: Socket) => void, request: HttpRequest = {}): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => serve(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
  try {
    const { status, body } = await httpRequest(address, request, ports, cancel);
    return `${status} ${body.toString()}`;
  } catch (error) {
    assert.ok(error instanceof MailError, String(error));
    return error.code;
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

for (const [what, serve, request, expected] of [
  ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', {}, '200 hi'],
  [
    'an answer in chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
    {},
    '200 hi',
  ],
  ['a page that is missing', 'HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n', {}, '404 '],
  ['silence', '', { timeout: 50 }, 'server-silent'],
  [
    'a body that never ends',
    'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi',
    { timeout: 50 },
    'server-silent',
  ],
  ['too much', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(5000)}`, { limit: 1000 }, 'answer-too-large'],
  ['another protocol', '220 mail.example.org ESMTP\r\n', {}, 'connection-lost'],
  [
    'a redirection in a circle',
    'HTTP/1.1 302 Over there\r\nLocation: /file\r\nContent-Length: 0\r\n\r\n',
    { redirects: 2 },
    '302 ',
  ],
] as const) {
  test(`${what}: ${expected}`, async () => {
    assert.equal(await asked((socket) => void socket.write(serve), request), expected);
  });
}

test('an answer that is cut', async () => {
  const cut = (socket: Socket): void => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi');
  assert.equal(await asked(cut), 'connection-lost');
});

test('fault 19: nothing is asked in clear but of this machine', async () => {
  const request = httpRequest(new URL('http://example.org/'), {}, ports, cancel);
  await assert.rejects(request, (error) => error instanceof MailError && error.code === 'plain-refused');
});
