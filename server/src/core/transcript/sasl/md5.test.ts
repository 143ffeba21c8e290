// Tests of MD5 and HMAC-MD5 with the values of their RFCs, and of the digests of logs.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { encodeUtf8 } from '../../message/body/octets.ts';
import { hex, hmacMd5, md5 } from './md5.ts';

test('the digests of RFC 1321', () => {
  assert.equal(hex(md5(encodeUtf8(''))), 'd41d8cd98f00b204e9800998ecf8427e');
  assert.equal(hex(md5(encodeUtf8('abc'))), '900150983cd24fb0d6963f7d28e17f72');
  assert.equal(hex(md5(encodeUtf8('message digest'))), 'f96b697d7cb7938d525a2f31aaf161d0');
});

test('every length around the block is what Node computes', () => {
  for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
    const octets = Uint8Array.from({ length }, (_, i) => (i * 37) & 0xff);
    assert.equal(hex(md5(octets)), createHash('md5').update(octets).digest('hex'), String(length));
    assert.equal(
      hex(hmacMd5(octets, md5(octets))),
      createHmac('md5', octets).update(md5(octets)).digest('hex'),
    );
  }
});
