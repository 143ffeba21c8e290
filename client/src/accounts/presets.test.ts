// The table of providers, and what addresses it covers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { presetProposals } from './presets.ts';
import { addressHalves } from './proposal.ts';

for (const [address, host, user] of [
  ['anna@gmail.com', 'imap.gmail.com', 'anna@gmail.com'],
  ['anna@yahoo.co.uk', 'imap.mail.yahoo.com', 'anna@yahoo.co.uk'],
  ['anna@outlook.de', 'outlook.office365.com', 'anna@outlook.de'],
  ['anna@contoso.onmicrosoft.com', 'outlook.office365.com', 'anna@contoso.onmicrosoft.com'],
  ['anna@icloud.com', 'imap.mail.me.com', 'anna'],
  ['Anna@GMX.de', 'imap.gmx.net', 'Anna@GMX.de'],
  ['anna@pm.me', '127.0.0.1', 'anna@pm.me'],
] as const) {
  test(`${address} reads at ${host} as ${user}`, () => {
    const [first] = presetProposals(address);
    assert.deepEqual([first?.kind, first?.incoming.host, first?.incoming.user], ['imap', host, user]);
  });
}

for (const address of [
  'anna@example.org',
  'anna@notgmail.com',
  'anna@yahoo.evil.example',
  'anna@outlook.',
  'anna',
]) {
  test(`${address} is nobody's`, () => {
    assert.deepEqual(presetProposals(address), []);
  });
}

test('every server is reached with TLS, and Microsoft takes no password', () => {
  const domains =
    'gmail.com outlook.com yahoo.com aol.com icloud.com fastmail.com gmx.net gmx.com web.de t-online.de freenet.de mailbox.org posteo.de zoho.com zoho.eu proton.me yandex.ru mail.ru seznam.cz';
  for (const domain of domains.split(' ')) {
    const proposals = presetProposals(`anna@${domain}`);
    assert.notEqual(proposals.length, 0, domain);
    for (const { incoming, outgoing, help, oauth } of proposals) {
      assert.notEqual(incoming.security, 'none');
      assert.notEqual(outgoing?.security, 'none');
      assert.ok(help?.startsWith('https://'));
      assert.equal(incoming.login, oauth?.provider === 'microsoft' ? 'oauth' : 'password');
    }
  }
});

for (const [address, halves] of [
  ['anna@Example.ORG', { local: 'anna', domain: 'example.org' }],
  [' anna@münchen.example ', { local: 'anna', domain: 'xn--mnchen-3ya.example' }],
  ['anna@localhost', { local: 'anna', domain: 'localhost' }],
  ['anna', undefined],
  ['@example.org', undefined],
  ['anna@example..org', undefined],
  ['anna@exa mple.org', undefined],
  ['Anna <anna@example.org>', undefined],
  ['anna@example.org\r\nX: y', undefined],
  ['anna@evil.example/path', undefined],
  ['anna@evil.example:8080', undefined],
] as const) {
  test(`halves of ${JSON.stringify(address)}`, () => {
    assert.deepEqual(addressHalves(address), halves);
  });
}
