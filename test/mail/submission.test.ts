// Sending by a real Exim and into a real Dovecot: every way to log in, every refusal, and nothing sent twice.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { diagnose } from '../../client/src/accounts/doctor.ts';
import type { AccountSettings, ServerSettings } from '../../client/src/mail/account.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import { badHosts } from '../servers/certificates.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { listening, portOf } from '../servers/ports.ts';
import { assertNoSecret, never, until } from './imapSettings.ts';
import { assertTaken, sendAt, shown } from './submissionSettings.ts';
import type { Sending } from './submissionSettings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

const plain = { port: 'smtpPlain', endpoint: { security: 'none' } } as const;
const large = Buffer.alloc(21 * 1024 * 1024, `${'x'.repeat(76)}\r\n`);

for (const [name, what, is, count, sending] of [
  ['starttls', 'STARTTLS and a password', 'sent; accepted', 1, {}],
  ['tls', 'TLS from the start', 'sent; accepted', 1, { port: 'smtps', endpoint: { security: 'tls' } }],
  ['clear', 'in clear on this machine', 'sent; accepted', 1, plain],
  ['nobody', 'without a login', 'sent; accepted', 1, { port: 'smtp', who: null }],
  ['token', 'a token', 'sent; accepted', 1, { who: { user: 'alice', accessToken: 'token-alice' } }],
  ['alice.twice', 'two recipients', 'sent; accepted accepted', 1, { to: ['bob', 'alice'] }],
  [
    'refused',
    'a refused recipient',
    'partly; recipients-refused; accepted refused',
    1,
    { to: ['bob', 'nobody'] },
  ],
  ['all', 'all refused', 'refused; all-recipients-refused; refused refused', 0, { to: ['nobody', 'noone'] }],
  ['grey', 'greylisting', 'refused; try-later; refused', 0, { to: ['greylist'] }],
  ['middle', '421 in the middle', 'refused; service-closing; unsent refused', 0, { to: ['bob', 'drop'] }],
  ['filter', '554 after the message', 'refused; message-refused; refused', 0, { to: ['baddata'] }],
  ['busy', '451 after the message', 'refused; try-later; refused', 0, { to: ['busydata'] }],
  ['gone', 'cut after the message', 'unknown; delivery-unknown; unknown', 0, { to: ['vanish'] }],
  ['big', 'more than SIZE', 'rejected; message-too-large', 0, { octets: large }],
  ['toolarge', '552 after the message', 'refused; message-too-large; refused', 0, { to: ['large'] }],
  ['wrong', 'a wrong password', 'rejected; wrong-password', 0, { who: { user: 'alice', password: 'wrong' } }],
  ['stale', 'a stale token', 'rejected; token-expired', 0, { who: { user: 'alice', accessToken: 'stale' } }],
  ['noauth', 'no login where one is asked for', 'refused; login-needed; refused', 0, { who: null }],
  ['offered', 'STARTTLS not offered', 'rejected; starttls-missing', 0, { port: 'smtpPlain' }],
  ['stranger', 'a sender that is refused', 'refused; sender-refused; refused', 0, {}],
  ['toomany', 'too many', 'partly; too-many-recipients; accepted refused', 1, { to: ['bob', 'many'] }],
  [
    'port',
    'nobody at the port',
    'rejected; not-this-protocol',
    0,
    { port: 'pop3', endpoint: { security: 'none' } },
  ],
] as const satisfies readonly (readonly [string, string, string, number, Sending])[]) {
  test(what, async () => {
    const sent = await sendAt(servers, { from: name, ...(sending as Sending) });
    assert.equal(shown(sent), is);
    await assertTaken(servers, name, count);
    assertNoSecret(`${sent.session}\n${String(sent.fault?.message)}\n${JSON.stringify(sent.result)}`);
    assertNoSecret(sent.session, 'stale', 'wrong');
  });
}

test('an expired certificate, after STARTTLS and before any secret', async () => {
  // No resolver knows the name, so a proxy leads there.
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.once('data', () => {
      const upstream = net.connect(servers.ports.submission, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      open.add(upstream);
      for (const one of [socket, upstream]) one.on('error', () => undefined);
    });
  });
  const proxy = `http://127.0.0.1:${portOf(await listening(server, 0))}`;
  const sent = await sendAt(servers, { from: 'expired', endpoint: { host: badHosts.expired, proxy } });
  for (const socket of open) socket.destroy();
  server.close();
  assert.equal(shown(sent), 'rejected; certificate-expired');
  assertNoSecret(sent.session);
  await assertTaken(servers, 'expired', 0);
});

test('a session that the user stops gives nothing away', async () => {
  const stop = new AbortController();
  const sending = sendAt(servers, { from: 'stopped', to: ['slow'], signal: stop.signal });
  setTimeout(() => stop.abort(), 300);
  assert.equal(shown(await sending), 'cancelled; sending-cancelled; unsent');
  await assertTaken(servers, 'stopped', 0);
});

test('LMTP: Dovecot takes it for each recipient by itself', async () => {
  const octets = Buffer.from('Subject: By LMTP\r\n\r\n.\r\n');
  const sent = await sendAt(servers, {
    ...{ kind: 'lmtp', port: 'lmtp', who: null, endpoint: { security: 'none' } },
    ...{ to: ['alice', 'nobody', 'bob'], octets },
  });
  assert.equal(shown(sent), 'partly; recipients-refused; accepted refused accepted');
  for (const user of ['alice', 'bob']) {
    const folder = path.join(servers.maildir(user), 'new');
    await until(`${user} has it`, () => readdirSync(folder).length > 0);
  }
});

test('our transcript language reads every session, and finds nothing wrong with it', async () => {
  const service = createMailService({ ruleFailed: (_, error) => assert.fail(error as Error) });
  const sendings: readonly Sending[] = [
    {},
    { who: { user: 'alice', accessToken: 'token-alice' }, to: ['bob', 'nobody'] },
    { port: 'smtps', endpoint: { security: 'tls' } },
  ];
  for (const sending of sendings) {
    const { session } = await sendAt(servers, { from: 'read', ...sending });
    const mail = service.open({ snapshot: textSnapshot(session), format: 'transcript' });
    assert.deepEqual(
      mail.sessions()?.sessions.map(({ protocol }) => protocol),
      ['smtp'],
    );
    const findings = mail.findings(service.configure()).map((finding) => service.message(finding));
    // What is left out of the message is counted by smtp/size-mismatch as it stands there.
    const others = findings.filter((text) => !/^The message has \d+ octets, \d+ were announced$/.test(text));
    assert.deepEqual(others, [], session);
  }
});

test('the doctor looks at the outgoing server, and sends nothing', async () => {
  const outgoing: ServerSettings = {
    ...{ host: 'localhost', port: servers.ports.submission, security: 'starttls' },
    ...{ user: 'alice', login: 'password' },
  };
  const examined = async (change: object, password = 'alice-pw'): Promise<string> => {
    const account: AccountSettings = {
      ...{ id: 'a', name: 'A', kind: 'imap', certificates: { caFile: servers.ca } },
      outgoing: { ...outgoing, ...change },
    };
    const ports = { connector: nodeConnector, proxy: undefined, role: 'outgoing' } as const;
    const { checks, fault } = await diagnose(account, { password }, ports, never);
    const passed = checks.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name);
    return [...passed, fault?.code ?? 'well'].join(' ');
  };
  assert.equal(await examined({}), 'name port tls certificate login well');
  assert.equal(await examined({}, 'wrong'), 'name port tls certificate wrong-password');
  assert.equal(await examined({ port: servers.ports.smtpPlain }), 'name port starttls-missing');
  assert.equal(
    await examined({ port: servers.ports.smtp, login: 'none' }),
    'name port tls certificate login well',
  );
});
