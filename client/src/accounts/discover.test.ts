// What a domain tells of its servers: its file, the DNS, nothing; with a web server of the test on loopback.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import type { Dns, SrvRecord } from '../net/dns.ts';
import { nodeConnector } from '../net/nodeConnector.ts';
import { autoconfigAddresses, autoconfigProposals } from './autoconfig.ts';
import { discover } from './discover.ts';
import { chosenServers } from './srv.ts';

const cancel = { signal: new AbortController().signal };
const http = { connector: nodeConnector, proxyOf: () => undefined };

/** A file as Mozilla's documentation shows it. */
const file = (servers: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="example.org">
    <domain>example.org</domain>
    <displayName>Example Mail</displayName>
    ${servers}
    <outgoingServer type="smtp">
      <hostname>smtp.example.org</hostname><port>587</port><socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
    </outgoingServer>
  </emailProvider>
</clientConfig>`;
const imaps = `<incomingServer type="imap">
  <hostname>imap.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
  <username>%EMAILLOCALPART%</username></incomingServer>`;

test('the domain is asked by TLS, and does not learn the address', () => {
  assert.deepEqual(autoconfigAddresses('example.org').map(String), [
    'https://autoconfig.example.org/mail/config-v1.1.xml',
    'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml',
  ]);
});

test('a file is read, with its places filled in', () => {
  assert.deepEqual(autoconfigProposals(file(imaps), 'anna@example.org'), [
    {
      kind: 'imap',
      provider: 'Example Mail',
      source: 'autoconfig',
      incoming: { host: 'imap.example.org', port: 993, security: 'tls', user: 'anna', login: 'password' },
      outgoing: {
        host: 'smtp.example.org',
        port: 587,
        security: 'starttls',
        user: 'anna@example.org',
        login: 'password',
      },
    },
  ]);
});

test('the first safe server counts: one in clear is passed over', () => {
  const plain = imaps.replace('SSL', 'plain').replace('imap.', 'plain.');
  const [first] = autoconfigProposals(file(plain + imaps), 'anna@example.org');
  assert.equal(first?.incoming.host, 'imap.example.org');
  assert.deepEqual(autoconfigProposals(file(plain), 'anna@example.org'), []);
});

for (const [what, xml] of [
  ['nothing', ''],
  ['a page', '<!doctype html><html><body>Not found'],
  ['another document', '<feed><entry/></feed>'],
  ['a host with a line end', file(imaps.replace('imap.%EMAILDOMAIN%', 'imap\u0001.example'))],
  ['a port that is none', file(imaps.replace('993', '99999'))],
  [
    'entities that grow',
    `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]>${file(imaps.replace('993', '&a;&a;&a;'))}`,
  ],
  ['too much', file(imaps) + ' '.repeat(300_000)],
] as const) {
  test(`${what} proposes nothing`, () => {
    assert.deepEqual(autoconfigProposals(xml, 'anna@example.org'), []);
  });
}

const record = (name: string, priority = 0, weight = 0): SrvRecord => ({ name, priority, weight, port: 993 });

test('of the SRV records the lowest priority counts, then the highest weight, and TLS before STARTTLS', () => {
  const chosen = chosenServers(
    new Map([
      ['_imap._tcp', [record('clear.example.org')]],
      ['_imaps._tcp', [record('late', 20, 99), record('light', 10, 1), record('heavy', 10, 9)]],
      // RFC 6186 3.4: there is no POP3 with TLS.
      ['_pop3s._tcp', [record('')]],
      ['_pop3._tcp', [record('pop.example.org')]],
    ]),
  );
  assert.deepEqual(Object.fromEntries(chosen), {
    imap: { host: 'heavy', port: 993, security: 'tls' },
    pop3: { host: 'pop.example.org', port: 993, security: 'starttls' },
  });
});

const dnsOf = (
  records: Readonly<Record<string, readonly SrvRecord[]>>,
  exchangers: readonly string[] = [],
): Dns => ({
  mx: () => Promise.resolve(exchangers),
  srv: (name) => Promise.resolve(records[name] ?? []),
});

async function withWebServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (address: (path: string) => URL) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await use((path) => new URL(`http://127.0.0.1:${port}${path}`)).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}

test('the file counts more than the DNS, and is found behind a redirection', async () => {
  const asked: string[] = [];
  await withWebServer(
    (request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
      else if (request.url === '/file') response.end(file(imaps));
      else response.writeHead(404).end('<html>');
    },
    async (address) => {
      const dns = dnsOf({ '_imaps._tcp.example.org': [record('srv.example.org')] });
      const found = await discover(
        'anna@example.org',
        { http, dns, addresses: () => [address('/none'), address('/moved')] },
        cancel,
      );
      assert.deepEqual(
        found.map(({ incoming }) => incoming.host),
        ['imap.example.org'],
      );
      assert.deepEqual(asked.sort(), ['GET /file', 'GET /moved', 'GET /none']);
    },
  );
});

test('without a file the DNS counts', async () => {
  const dns = dnsOf({
    '_imaps._tcp.example.org': [record('imap.example.org')],
    '_submissions._tcp.example.org': [{ ...record('smtp.example.org'), port: 465 }],
  });
  const [found] = await discover('anna@example.org', { http, dns, addresses: () => [] }, cancel);
  assert.deepEqual(found, {
    kind: 'imap',
    source: 'srv',
    incoming: {
      host: 'imap.example.org',
      port: 993,
      security: 'tls',
      user: 'anna@example.org',
      login: 'password',
    },
    outgoing: {
      host: 'smtp.example.org',
      port: 465,
      security: 'tls',
      user: 'anna@example.org',
      login: 'password',
    },
  });
});

test('a web server that never ends its answer is cut at the limit, and one elsewhere in clear is not asked', async () => {
  await withWebServer(
    (_, response) => {
      response.write(file(imaps));
      const timer = setInterval(() => response.write(' '.repeat(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    },
    async (address) => {
      const addresses = (): readonly URL[] => [address('/'), new URL('http://example.org/config.xml')];
      assert.deepEqual(await discover('anna@example.org', { http, dns: dnsOf({}), addresses }, cancel), []);
    },
  );
});

test('a redirection into clear is not followed', async () => {
  await withWebServer(
    (_, response) => response.writeHead(301, { location: 'http://example.org/file' }).end(),
    async (address) => {
      const ports = { http, dns: dnsOf({}), addresses: () => [address('/')] };
      assert.deepEqual(await discover('anna@example.org', ports, cancel), []);
    },
  );
});

for (const [exchanger, host] of [
  ['aspmx.l.google.com', 'imap.gmail.com'],
  ['example-org.mail.protection.outlook.com', 'outlook.office365.com'],
  ['in1-smtp.messagingengine.com', 'imap.fastmail.com'],
  ['mx.google.com.evil.example', undefined],
] as const) {
  test(`a domain whose mail ${exchanger} takes`, async () => {
    const ports = { http, dns: dnsOf({}, [exchanger, 'backup.example.org']), addresses: () => [] };
    const [found] = await discover('anna@example.org', ports, cancel);
    assert.equal(found?.incoming.host, host);
    if (found) assert.equal(found.incoming.user, 'anna@example.org');
  });
}
