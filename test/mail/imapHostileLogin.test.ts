// Logins at IMAP servers that refuse, strip and inject: each failure is told, and never with the secret.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FaultCode } from '../../client/src/mail/faults.ts';
import { startHostileImap } from '../servers/hostileImap.ts';
import { knows, password } from './imapSettings.ts';
import { open, fails, list } from './hostileImapSettings.ts';

test('fault 13: a port that speaks something else', async () => {
  for (const greeting of ['220 mail ESMTP\r\n', '+OK POP3\r\n', 'SSH-2.0-x\r\n', 'HTTP/1.1 400 Bad\r\n']) {
    await using server = await startHostileImap({ greeting });
    await using opened = open(server);
    await fails(opened, list, 'not-this-protocol');
  }
});

test('fault 11: STARTTLS that is missing or refused; nothing of the login is sent', async () => {
  const refusals = ['{tag} BAD unknown\r\n', '{tag} NO not now\r\n'];
  for (const answer of refusals) {
    await using server = await startHostileImap({ on: { STARTTLS: () => answer } });
    await using opened = open(server, {
      endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls', timeout: 1000 },
    });
    await fails(opened, list, 'starttls-missing');
    assert.deepEqual(server.heard, ['TLS1 STARTTLS']);
  }
  await using server = await startHostileImap({ greeting: '* PREAUTH welcome\r\n' });
  await using opened = open(server, {
    endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls' },
  });
  await fails(opened, list, 'starttls-missing');
  assert.deepEqual(server.heard, []);
});

test('fault 12: STARTTLS with more behind its answer', async () => {
  for (const more of ['* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n', '* ', 'x']) {
    await using server = await startHostileImap({ on: { STARTTLS: () => `{tag} OK begin\r\n${more}` } });
    await using opened = open(server, {
      endpoint: { host: '127.0.0.1', port: server.port, security: 'starttls', timeout: 1000 },
    });
    await fails(opened, list, 'starttls-injected');
    assert.deepEqual(server.heard, ['TLS1 STARTTLS']);
  }
});

test('faults of a login are told by what the server says, and never repeat the secret', async () => {
  const cases: readonly (readonly [string, FaultCode])[] = [
    ['NO [AUTHENTICATIONFAILED] no', 'wrong-password'],
    [
      `NO bad password ${password} (${Buffer.from(`\0alice\0${password}`).toString('base64')})`,
      'wrong-password',
    ],
    ['NO [ALERT] Application-specific password required', 'app-password-needed'],
    ['NO [EXPIRED] password expired', 'token-expired'],
    ['NO [UNAVAILABLE] later', 'server-busy'],
    ['NO Account temporarily locked, too many failures', 'account-locked'],
  ];
  for (const [answer, code] of cases) {
    await using server = await startHostileImap({ on: { AUTHENTICATE: () => `{tag} ${answer}\r\n` } });
    await using opened = open(server);
    await fails(opened, list, code);
  }
});

test('fault 21: a provider that wants an app password', async () => {
  const said = 'NO [ALERT] Please log in via your web browser: use an app password\r\n';
  await using server = await startHostileImap({ on: { AUTHENTICATE: () => `{tag} ${said}` } });
  await using opened = open(server);
  await fails(opened, list, 'app-password-needed');
});

test('fault 23: an account that is locked', async () => {
  await using server = await startHostileImap({
    on: { AUTHENTICATE: () => '{tag} NO [CONTACTADMIN] Account is locked\r\n' },
  });
  await using opened = open(server);
  const failure = await fails(opened, list, 'account-locked');
  assert.match(failure.message, /locked alice for now \(Account is locked\)/);
});

test('fault 24: no way to log in that is known here', async () => {
  await using server = await startHostileImap({ capabilities: 'IMAP4rev1 AUTH=GSSAPI LOGINDISABLED' });
  await using opened = open(server, { who: knows({ user: 'alice', accessToken: 'token-alice' }) });
  const failure = await fails(opened, list, 'no-common-mechanism');
  assert.match(failure.message, /GSSAPI/);
});

test('fault 27: a server that allows no login in clear', async () => {
  await using server = await startHostileImap({ capabilities: 'IMAP4rev1 LOGINDISABLED' });
  await using opened = open(server);
  await fails(opened, list, 'login-disabled');
});
