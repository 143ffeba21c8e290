// What counts as an account in the settings, and what is told of the rest.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ajv } from 'ajv';

import manifest from '../../../package.json' with { type: 'json' };
import { newAccountId, readAccounts } from './settings.ts';

const server = { host: 'imap.example.org', port: 993, security: 'tls', user: 'anna', login: 'password' };
const imap = { id: 'work', name: 'Work', kind: 'imap', incoming: server };

const full = {
  ...imap,
  address: 'anna@example.org',
  outgoing: { ...server, host: 'smtp.example.org', port: 465 },
  submission: {
    kind: 'smtp',
    outbox: '/outbox',
    identities: [
      { name: 'Anna', address: 'anna@example.org', signature: 'Anna\n-- \n', replyTo: 'team@example.org' },
    ],
    dkim: { domain: 'example.org', selector: 'mail', keyFile: '/dkim.pem' },
    sentCopy: false,
  },
  path: '/mail',
  mboxFlavour: 'mboxrd',
  certificates: {
    caFile: '/ca.pem',
    pins: ['ab'.repeat(32)],
    certificateFile: '/me.pem',
    keyFile: '/me.key',
  },
  oauth: { provider: 'issuer', issuer: 'https://auth.example.org', clientId: 'me', scopes: ['mail'] },
  proxy: 'socks5://127.0.0.1:1080',
  leaveOnServer: { kind: 'days', days: 14 },
  record: true,
};

test('an account is read with what it may have', () => {
  assert.deepEqual(readAccounts([full]), { accounts: [full], problems: [] });
});

test('a server that mail is sent by may want no login, the other one does', () => {
  const { user: _, ...open } = { ...server, login: 'none' };
  const [account] = readAccounts([{ ...imap, outgoing: open }]).accounts;
  assert.deepEqual(account?.outgoing, { ...open, user: '' });
  assert.equal(readAccounts([{ ...imap, incoming: open }]).problems.length, 1);
  const named = readAccounts([{ ...imap, incoming: { ...server, login: 'none' } }]).accounts[0];
  assert.equal(named?.incoming?.login, 'password');
});

test('what is said of sending and means nothing is left out', () => {
  const submission = {
    kind: 'pigeon',
    identities: [{ name: 'nobody' }, 'x', { address: 'a@example.org', signature: 'bell\u0007' }],
    dkim: { domain: 'example.org' },
    sentCopy: 'yes',
  };
  const [account] = readAccounts([{ ...imap, submission }]).accounts;
  assert.deepEqual(account?.submission, { identities: [{ address: 'a@example.org' }] });
});

test('a fingerprint may be written with colons and capitals', () => {
  const pins = ['AB:'.repeat(31) + 'AB', 'no fingerprint'];
  const [account] = readAccounts([{ ...imap, certificates: { pins } }]).accounts;
  assert.deepEqual(account?.certificates?.pins, ['ab'.repeat(32)]);
});

test('the schema of the setting takes what is read, and knows no more', () => {
  const setting = manifest.contributes.configuration.properties['mailWorkbench.accounts'];
  assert.equal(setting.scope, 'machine');
  // What only the editor knows of JSON schemas.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const valid = ajv.compile({ type: setting.type, items: setting.items });
  assert.ok(valid([full]), JSON.stringify(valid.errors));
  assert.deepEqual(Object.keys(setting.items.properties).sort(), Object.keys(full).sort());
  for (const wrong of [
    { ...imap, kind: 'exchange' },
    { ...imap, incoming: undefined },
    { ...imap, password: 'x' },
  ]) {
    assert.equal(valid([JSON.parse(JSON.stringify(wrong))]), false);
  }
});

test('a password in the address of a proxy is refused', () => {
  const [problem] = readAccounts([{ ...imap, proxy: 'http://me:secret@proxy:3128' }]).problems;
  assert.match(problem?.details[1] ?? '', /its proxy must hold no password/);
});

test('entries that are no accounts are told, and the others stay', () => {
  const entries = [
    null,
    { ...imap, id: 'Work!' },
    { ...imap, kind: 'exchange' },
    { ...imap, incoming: {} },
    imap,
    imap,
  ];
  const { accounts, problems } = readAccounts(entries);
  assert.deepEqual(
    accounts.map(({ id }) => id),
    ['work'],
  );
  assert.deepEqual(
    problems.map(({ details }) => details.join(': ')),
    [
      '1: it is no object',
      '2: its id must be 1 to 40 lower-case letters and digits',
      '3: its kind must be one of imap, pop3, maildir, mbox, folder, demo',
      '4: its incoming server is incomplete',
      '6: its id is the one of another account',
    ],
  );
});

for (const [what, wrong] of [
  ['a line end in a user name', { user: 'anna\r\nA1 LOGOUT' }],
  ['a space in a host', { host: 'imap example' }],
  ['an address as a host', { host: 'http://imap/' }],
  ['port 0', { port: 0 }],
  ['a port as text', { port: '993' }],
] as const) {
  test(`${what} is refused`, () => {
    assert.equal(readAccounts([{ ...imap, incoming: { ...server, ...wrong } }]).accounts.length, 0);
  });
}

test('what is not understood is safe: TLS, a password, mail stays on the server', () => {
  const [account] = readAccounts([
    {
      ...imap,
      kind: 'pop3',
      incoming: { ...server, security: 'maybe', login: 'magic' },
      leaveOnServer: { kind: 'days' },
    },
  ]).accounts;
  assert.equal(account?.incoming?.security, 'tls');
  assert.equal(account.incoming.login, 'password');
  assert.deepEqual(account.leaveOnServer, { kind: 'keep' });
});

test('a value that is no list is told', () => {
  assert.equal(readAccounts({}).problems.length, 1);
  assert.deepEqual(readAccounts(undefined), { accounts: [], problems: [] });
});

test('ids are random and may stand in an address', () => {
  const ids = new Set(Array.from({ length: 1000 }, newAccountId));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[a-z2-7]{20}$/);
});
