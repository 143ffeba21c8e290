// What the doctor says of accounts at a real Dovecot, and a sign-in whose token Dovecot asks about.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';

import { diagnose } from '../../client/src/accounts/doctor.ts';
import type { Diagnosis, Login, SignInDialog } from '../../client/src/accounts/network.ts';
import { nodeNetwork } from '../../client/src/accounts/nodeNetwork.ts';
import { clientAt, startLocalIssuer } from '../../client/src/accounts/testing/localIssuer.ts';
import type { AccountSettings, ConnectionSecurity } from '../../client/src/mail/account.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import type { PortName } from '../servers/layout.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { freePorts, listening, portOf } from '../servers/ports.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

const never = { signal: new AbortController().signal };
const alice: Login = { password: 'alice-pw' };

interface Wish {
  readonly kind?: 'imap' | 'pop3';
  readonly port?: PortName | number;
  readonly security?: ConnectionSecurity;
  readonly host?: string;
  readonly certificates?: AccountSettings['certificates'];
}

function account({
  kind = 'imap',
  port = 'imaps',
  security = 'tls',
  host = 'localhost',
  certificates,
}: Wish): AccountSettings {
  const number = typeof port === 'number' ? port : servers.ports[port];
  return {
    ...{ id: 'alice', name: 'Alice', kind },
    incoming: { host, port: number, security, user: 'alice', login: 'password' },
    certificates: certificates ?? { caFile: servers.ca },
  };
}

function examine(wish: Wish, login = alice): Promise<Diagnosis> {
  return diagnose(account(wish), login, { connector: nodeConnector, proxy: undefined }, never);
}

/** `name ✓ port ✗ wrong-password`. */
function shown({ checks, fault, advice }: Diagnosis): string {
  const marks = { passed: '+', failed: '!', 'not reached': '-' } as const;
  const way = checks.map(({ name, outcome }) => `${marks[outcome]}${name}`).join(' ');
  const said = advice?.sentence.replace(
    /\{(\d)\}/g,
    (_, index: string) => advice.details[Number(index)] ?? '',
  );
  return [way, fault?.code, said].filter((part) => part !== undefined).join('; ');
}

for (const [what, wish] of [
  ['IMAP with TLS', { port: 'imaps' }],
  ['IMAP with STARTTLS', { port: 'imap', security: 'starttls' }],
  ['POP3 with TLS', { kind: 'pop3', port: 'pop3s' }],
  ['POP3 with STARTTLS', { kind: 'pop3', port: 'pop3', security: 'starttls' }],
] as const) {
  test(`${what}: all is well`, async () => {
    assert.equal(shown(await examine(wish)), '+name +port +tls +certificate +login');
  });
}

test('in clear on this machine there is no TLS to check', async () => {
  assert.equal(shown(await examine({ port: 'imap', security: 'none' })), '+name +port +login');
});

for (const kind of ['imap', 'pop3'] as const) {
  test(`${kind}: a wrong password is seen behind a good connection`, async () => {
    const diagnosis = await examine(
      { kind, port: kind === 'imap' ? 'imaps' : 'pop3s' },
      { password: 'wrong' },
    );
    assert.equal(shown(diagnosis), '+name +port +tls +certificate !login; wrong-password');
    assert.deepEqual(diagnosis.fault?.actions, ['enterPassword', 'showTranscript']);
  });
}

test('an authority that nobody knows: the fingerprint is told, and counts once it is pinned', async () => {
  const untrusted = await examine({ certificates: {} });
  assert.equal(shown(untrusted), '+name +port +tls !certificate -login; certificate-untrusted');
  const [host, fingerprint = '', subject, issuer] = untrusted.fault?.details ?? [];
  assert.deepEqual([host, subject, issuer], ['localhost', 'localhost', 'Mail Test CA']);
  assert.match(fingerprint, /^[0-9a-f]{64}$/);
  assert.equal((await examine({ certificates: { pins: [fingerprint] } })).fault, undefined);
  const changed = await examine({ certificates: { pins: ['0'.repeat(64)] } });
  assert.equal(changed.fault?.code, 'certificate-changed');
  assert.equal(changed.fault.details[1], fingerprint);
});

test('a port that starts in clear: STARTTLS is advised', async () => {
  const port = servers.ports.imap;
  assert.equal(
    shown(await examine({ port: 'imap' })),
    `+name +port !tls -certificate -login; tls-failed; Port ${port} of localhost starts in clear: choose STARTTLS.`,
  );
});

test('a port of another protocol is named', async () => {
  const port = servers.ports.pop3;
  assert.equal(
    shown(await examine({ port: 'pop3' })),
    `+name +port !tls -certificate -login; tls-failed; Port ${port} of localhost speaks POP3.`,
  );
});

test('a port where nobody listens', async () => {
  const { free } = await freePorts(['free']);
  const diagnosis = await examine({ port: free });
  assert.equal(
    shown(diagnosis).split(';').slice(0, 2).join(';'),
    '+name !port -tls -certificate -login; connection-refused',
  );
});

test('a name that nobody knows', async () => {
  assert.equal(
    shown(await examine({ host: 'mail.invalid' })),
    '!name -port -tls -certificate -login; host-not-found',
  );
});

test('a provider that wants an app password', async () => {
  const server = await listening(
    createServer((socket) => {
      socket.write('* OK ready\r\n');
      socket.on('data', (data) => {
        const [tag = '', command = ''] = data.toString().split(/[ \r\n]/);
        socket.write(
          command.toUpperCase() === 'CAPABILITY'
            ? `* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n${tag} OK\r\n`
            : `${tag} NO [ALERT] Application-specific password required\r\n`,
        );
      });
    }),
    0,
  );
  try {
    const diagnosis = await examine({ port: portOf(server), security: 'none', host: '127.0.0.1' });
    assert.equal(shown(diagnosis), '+name +port !login; app-password-needed');
  } finally {
    server.close();
  }
});

test('the client certificate of the settings is shown, and a file that is missing is named', async () => {
  const file = (name: string): string => path.join(servers.folder, 'tls', name);
  const [cert, key] = [readFileSync(file('server.crt')), readFileSync(file('server.key'))];
  const seen: string[] = [];
  const server = await listening(
    createTlsServer({ cert, key, requestCert: true, rejectUnauthorized: false }, (socket) => {
      seen.push(String(socket.getPeerCertificate().subject.CN));
      socket.end('* BYE seen\r\n');
    }),
    0,
  );
  // Whoever stays connected must not keep the test running.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  const mine = { certificateFile: file('server.crt'), keyFile: file('server.key') };
  const wish = { port: portOf(server), certificates: { caFile: servers.ca, ...mine } };
  assert.equal((await examine(wish)).checks.find(({ name }) => name === 'certificate')?.outcome, 'passed');
  assert.deepEqual(seen, ['localhost']);
  const missing = { ...wish, certificates: { caFile: servers.ca, ...mine, keyFile: file('none.key') } };
  const diagnosis = await examine(missing);
  for (const socket of sockets) socket.destroy();
  server.close();
  assert.equal(shown(diagnosis), '+name +port +tls !certificate -login; file-not-readable');
});

test('a test is cancelled at once', async () => {
  const server = await listening(createServer(), 0);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const wish = account({ port: portOf(server), security: 'none', host: '127.0.0.1' });
  const begun = performance.now();
  await assert.rejects(
    diagnose(wish, alice, { connector: nodeConnector, proxy: undefined }, { signal: stop.signal }),
  );
  assert.ok(performance.now() - begun < 2000);
  server.close();
});

test('one signs in at an issuer, and Dovecot takes the token until it is taken back', async () => {
  await using issuer = await startLocalIssuer('alice', servers.tokens);
  const network = nodeNetwork(() => undefined);
  const oauth = clientAt(issuer.issuer);
  const browser: SignInDialog = {
    openPage: async (address) => {
      await fetch(await issuer.browse(address));
    },
    pasteAddress: () => Promise.resolve(undefined),
    showCode: () => undefined,
  };
  const tokens = await network.signIn(
    { oauth, user: 'alice', way: 'loopback', page: 'done' },
    browser,
    never,
  );
  for (const [kind, port] of [
    ['imap', 'imaps'],
    ['pop3', 'pop3s'],
  ] as const) {
    assert.equal((await examine({ kind, port }, tokens)).fault, undefined);
  }
  const renewed = await network.refresh(oauth, undefined, tokens, never);
  assert.equal((await examine({}, renewed)).fault, undefined);
  await network.revoke(oauth, undefined, renewed, never);
  assert.equal(shown(await examine({}, renewed)), '+name +port +tls +certificate !login; token-expired');
});
