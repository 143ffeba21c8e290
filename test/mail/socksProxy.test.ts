// Mail through a SOCKS proxy that looks up the names: a real Dovecot behind a proxy written for the test.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Endpoint } from '../../client/src/net/connector.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { startSocksServer } from '../servers/socksServer.ts';
import { aliceAt, message, never } from './imapSettings.ts';

/** In the server's certificate, and in no name service. */
const HOST = 'mail.example.test';
const LOGIN = { user: 'proxied', password: 'a:b@c/d é' };

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

const at = (proxy: string, chosen: Partial<Endpoint> = {}): Endpoint => ({
  ...{ host: HOST, port: servers.ports.imaps, security: 'tls', caFile: servers.ca, proxy, timeout: 5000 },
  ...chosen,
});

test('a mailbox is read and written through a SOCKS proxy, which looks up the name', async () => {
  await using proxy = await startSocksServer();
  await using store = new ImapStore(aliceAt(servers, { endpoint: at(`socks5://127.0.0.1:${proxy.port}`) }));
  await store.append('INBOX', message('through the proxy'), [], never);
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 10 }, never);
  assert.deepEqual(
    envelopes.map(({ subject }) => subject),
    ['through the proxy'],
  );
  assert.deepEqual(new Set(proxy.asked), new Set([`${HOST}:${servers.ports.imaps}`]));
});

for (const scheme of ['socks', 'socks5', 'socks5h', 'socks4', 'socks4a']) {
  test(`${scheme}: TLS from the start, and a server that speaks first`, async () => {
    await using proxy = await startSocksServer();
    const address = `${scheme}://127.0.0.1:${proxy.port}`;
    const secured = await nodeConnector.open(at(address), never);
    assert.equal(secured.secure, true);
    secured.stream.destroy();
    const clear = await nodeConnector.open(
      at(address, { port: servers.ports.imap, security: 'starttls' }),
      never,
    );
    assert.match(await firstLine(clear.stream), /^\* OK/);
    clear.stream.destroy();
    assert.deepEqual(proxy.asked, [`${HOST}:${servers.ports.imaps}`, `${HOST}:${servers.ports.imap}`]);
  });
}

test('a SOCKS proxy that wants a login gets it, and a wrong one is told without its password', async () => {
  await using proxy = await startSocksServer(LOGIN);
  const address = (password: string): string =>
    `socks5://${LOGIN.user}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`;
  const { stream, secure } = await nodeConnector.open(at(address(LOGIN.password)), never);
  stream.destroy();
  assert.equal(secure, true);
  assert.deepEqual(proxy.asked, [`${LOGIN.user}@${HOST}:${servers.ports.imaps}`]);
  await assert.rejects(nodeConnector.open(at(address('wrong-password')), never), (error: Error) => {
    assert.equal((error as Error & { readonly code: string }).code, 'proxy-failed');
    assert.ok(!JSON.stringify([error.message, String(error.cause)]).includes('wrong-password'));
    return true;
  });
});

async function firstLine(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += Buffer.from(chunk).toString();
    if (text.includes('\n')) break;
  }
  return text;
}

test('what a server says in one piece with the answer of the proxy is not lost', async () => {
  for (const scheme of ['socks5', 'socks4a']) {
    await using proxy = await startSocksServer(undefined, '* OK eager\r\n');
    const { stream } = await nodeConnector.open(
      at(`${scheme}://127.0.0.1:${proxy.port}`, { security: 'starttls' }),
      never,
    );
    // Whoever reads begins later.
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(await firstLine(stream), '* OK eager\r\n');
    stream.destroy();
  }
});
