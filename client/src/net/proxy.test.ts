// Tests of proxies that cannot be used: what is told of them, and that one can give up.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';

import type { MailError } from '../mail/faults.ts';
import { openThroughProxy } from './proxy.ts';

test('an address that cannot be read is not told: it may hold a password', async () => {
  const never = new AbortController().signal;
  await assert.rejects(
    openThroughProxy('http://me:secret@proxy:99999', 'mail.example.org', 993, 1000, never),
    (error: MailError) => {
      assert.deepEqual(
        [error.code, ...error.details],
        ['proxy-failed', 'the proxy setting', 'mail.example.org'],
      );
      return !JSON.stringify(error).includes('secret');
    },
  );
});

test('who gives up waiting for a SOCKS proxy that says nothing closes the connection', async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const came = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const stop = new AbortController();
  const opening = openThroughProxy(
    `socks5://127.0.0.1:${port}`,
    'mail.example.org',
    993,
    60_000,
    stop.signal,
  );
  const socket = await came;
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.resume();
  stop.abort();
  await assert.rejects(opening, { name: 'AbortError' });
  await closed;
  await new Promise((done) => server.close(done));
});
