// What each mechanism says, by the examples of its RFC; and which one is chosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseMechanism, saslMechanisms } from './sasl.ts';
import type { SaslMechanism } from './sasl.ts';

const server = { host: 'server.example.com', port: 143 };
const tim = { user: 'tim', password: 'tanstaaftanstaaf' };
const token = { user: 'user@example.com', accessToken: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==' };

function named(name: string): SaslMechanism {
  const found = saslMechanisms.find((mechanism) => mechanism.name === name);
  assert.ok(found);
  return found;
}

test('PLAIN, RFC 4616 4', () => {
  assert.equal(named('PLAIN').initial?.(tim, server), '\0tim\0tanstaaftanstaaf');
});

test('CRAM-MD5, RFC 2195 2', () => {
  const challenge = '<1896.697170952@postoffice.reston.mci.net>';
  assert.equal(named('CRAM-MD5').answer(challenge, tim, 0), 'tim b913a602c7eda7a495b4e6e7334d3890');
  assert.equal(named('CRAM-MD5').answer('again', tim, 1), undefined);
});

test('OAUTHBEARER, RFC 7628 4.1', () => {
  assert.equal(
    named('OAUTHBEARER').initial?.(token, server),
    `n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer ${token.accessToken}\u0001\u0001`,
  );
  assert.equal(named('OAUTHBEARER').answer('{"status":"invalid_token"}', token, 0), '\u0001');
});

test('LOGIN answers the name, then the password, then nothing', () => {
  assert.deepEqual(
    [0, 1, 2].map((step) => named('LOGIN').answer('', tim, step)),
    ['tim', 'tanstaaftanstaaf', undefined],
  );
});

test('in clear, what tells a listener nothing comes first; under TLS, the best', () => {
  const offered = ['plain', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'];
  assert.equal(chooseMechanism(offered, tim, false)?.name, 'CRAM-MD5');
  assert.equal(chooseMechanism(offered, tim, true)?.name, 'PLAIN');
  assert.equal(chooseMechanism(offered, token, true)?.name, 'XOAUTH2');
  assert.equal(chooseMechanism(['SCRAM-SHA-1'], tim, true), undefined);
});
