// Reaching a server: each way to fail is a row of the table of faults, against real servers where they can be had.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import path from 'node:path';

import type { FaultCode } from '../../client/src/mail/faults.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { Endpoint } from '../../client/src/net/connector.ts';
import { reachFault } from '../../client/src/net/socketFaults.ts';
import { badHosts } from '../servers/certificates.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { freePorts, listening, portOf } from '../servers/ports.ts';
import { never } from './imapSettings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function endpoint(chosen: Partial<Endpoint>): Endpoint {
  return { host: 'localhost', port: servers.ports.pop3s, security: 'tls', caFile: servers.ca, ...chosen };
}

async function fails(
  chosen: Partial<Endpoint>,
  code: FaultCode,
): Promise<{ readonly details: readonly string[] }> {
  const opening = nodeConnector.open(endpoint(chosen), never);
  return opening.then(
    ({ stream }) => {
      stream.destroy();
      return assert.fail('the connection came about');
    },
    (error: unknown) => {
      const fault = error as {
        readonly code: string;
        readonly details: readonly string[];
        readonly message: string;
      };
      assert.equal(fault.code, code, fault.message);
      assert.ok(!/\{\d\}/.test(fault.message), fault.message);
      return fault;
    },
  );
}

/** A server that does something with each connection. */
async function serving(
  work: (socket: net.Socket) => void,
): Promise<{ readonly port: number } & AsyncDisposable> {
  const open = new Set<net.Socket>();
  const server = await listening(
    net.createServer((socket) => {
      open.add(socket);
      socket.on('error', () => undefined);
      work(socket);
    }),
    0,
  );
  return {
    port: portOf(server),
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

test('fault 1: a name that is not there', async () => {
  await fails({ host: 'nobody.invalid', timeout: 5000 }, 'host-not-found');
});

test('fault 2: a port where nobody listens', async () => {
  const { none } = await freePorts(['none']);
  assert.deepEqual((await fails({ port: none }, 'connection-refused')).details, ['localhost', String(none)]);
});

test('fault 3: a server that does not shake hands', async () => {
  await using server = await serving(() => undefined);
  await fails({ port: server.port, timeout: 100 }, 'connection-timeout');
});

test('fault 4: no way to a network', () => {
  for (const code of ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']) {
    assert.equal(reachFault(Object.assign(new Error('no'), { code }), 'host', 1).code, 'network-unreachable');
  }
});

test('fault 5: a proxy that is not there, or will not', async () => {
  const { none } = await freePorts(['none']);
  const far = { host: 'mail.example.test', port: 995, timeout: 2000 };
  await fails({ ...far, proxy: `http://127.0.0.1:${none}` }, 'proxy-failed');
  await using refusing = await serving((socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  await fails({ ...far, proxy: `http://127.0.0.1:${refusing.port}` }, 'proxy-failed');
  await using mute = await serving((socket) => socket.end(Buffer.from([5, 255])));
  await fails({ ...far, proxy: `socks5://127.0.0.1:${mute.port}` }, 'proxy-failed');
});

/** Leads what is meant for a name to Dovecot, which shows its certificate for that name. */
async function proxied(): Promise<{ readonly port: number } & AsyncDisposable> {
  return serving((socket) => {
    socket.once('data', () => {
      const upstream = net.connect(servers.ports.pop3s, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
    });
  });
}

test('fault 6: an expired certificate', async () => {
  await using proxy = await proxied();
  await fails({ host: badHosts.expired, proxy: `http://127.0.0.1:${proxy.port}` }, 'certificate-expired');
});

test('fault 7: the certificate of another host', async () => {
  await using proxy = await proxied();
  await fails({ host: badHosts.wrong, proxy: `http://127.0.0.1:${proxy.port}` }, 'certificate-wrong-host');
});

test('fault 8: a certificate that nobody vouches for; its fingerprint can be trusted', async () => {
  const { caFile: _, ...unknown } = endpoint({});
  const error = await nodeConnector.open(unknown, never).then(
    () => assert.fail('the connection came about'),
    (reason: unknown) => reason as { readonly code: string; readonly details: readonly string[] },
  );
  assert.equal(error.code, 'certificate-untrusted');
  const pin = (error.details[1] ?? '').replaceAll(':', '').toLowerCase();
  const { stream, secure } = await nodeConnector.open({ ...unknown, pins: [pin] }, never);
  stream.destroy();
  assert.ok(secure);
});

test('fault 9: another certificate than the one that was trusted', async () => {
  const { caFile: _, ...unknown } = endpoint({ pins: ['00'.repeat(32)] });
  await assert.rejects(nodeConnector.open(unknown, never), { code: 'certificate-changed' });
});

test('fault 10: a port without TLS', async () => {
  await fails({ port: servers.ports.pop3 }, 'tls-failed');
});

test('fault 10: a server that knows only what is too old', async () => {
  const read = (name: string): Buffer => readFileSync(path.join(servers.folder, 'tls', name));
  const old = tls.createServer({
    ...{ key: read('server.key'), cert: read('server.crt') },
    ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  });
  old.on('tlsClientError', () => undefined);
  await listening(old, 0);
  await fails({ port: portOf(old) }, 'tls-failed');
  await new Promise((closed) => old.close(closed));
});

test('fault 16: one who hangs up in the middle of the handshake, as a relay whose server is down', async () => {
  await using relay = await serving((socket) => socket.once('data', () => socket.destroy()));
  await fails({ port: relay.port }, 'connection-lost');
});

test('fault 19: in clear to a server that is not on this machine', async () => {
  await fails({ host: 'mail.example.test', security: 'none' }, 'plain-refused');
});

test('an abort ends the attempt', async () => {
  await using server = await serving(() => undefined);
  const abort = new AbortController();
  const opening = nodeConnector.open(endpoint({ port: server.port }), { signal: abort.signal });
  setTimeout(() => abort.abort(), 20);
  await assert.rejects(opening, { name: 'AbortError' });
});
