// What checks may cost: usual keys have all they need, hostile ones end soon.

import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { test } from 'node:test';

import { Effort } from './effort.ts';

/** A key of so many bits that nobody has the other half of. */
function rsa(bits: number, exponent: string): KeyObject {
  const modulus = randomBytes(bits / 8);
  modulus[0] = 0xff;
  const e = Buffer.from(exponent, 'hex').toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: modulus.toString('base64url'), e } });
}

/** How often a key can be used. */
function times(key: KeyObject): number {
  const effort = new Effort();
  let count = 0;
  while (effort.take(key)) count += 1;
  return count;
}

test('usual keys: more than a message has signatures', () => {
  assert.ok(times(rsa(2048, '010001')) >= 1000);
  assert.ok(times(rsa(4096, '010001')) >= 400);
  assert.ok(times(generateKeyPairSync('ed25519').publicKey) >= 1000);
});

test('keys that take a hundred times as long', () => {
  const count = times(rsa(16_384, '010001'));
  assert.ok(count > 0 && count < 100, `${count}`);
  assert.ok(times(rsa(16_384, 'ffffffffffffffff')) < 20);
});
