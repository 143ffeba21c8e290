// Tests of what an editor would lose of a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { examineOctets, withCrlf } from './examine.ts';

const octets = (latin1: string): Uint8Array => Uint8Array.from(Buffer.from(latin1, 'latin1'));

test('files that a save keeps, and those that it would not', () => {
  const kept = { utf8: true, oneLineEnd: true };
  assert.deepEqual(examineOctets(octets('')), kept);
  assert.deepEqual(examineOctets(octets('a\r\nb')), kept);
  assert.deepEqual(examineOctets(octets('a\nb\n')), kept);
  assert.deepEqual(examineOctets(octets('\xef\xbb\xbfa\nGr\xc3\xbc\xc3\x9fe\0')), kept);
  assert.deepEqual(examineOctets(octets('Gr\xfc\xdfe\n')), { utf8: false, oneLineEnd: true });
  assert.deepEqual(examineOctets(octets('a\r\nb\n')), { utf8: true, oneLineEnd: false });
  assert.deepEqual(examineOctets(octets('a\rb')), { utf8: true, oneLineEnd: false });
});

test('every line gets CRLF, nothing else changes', () => {
  assert.deepEqual(withCrlf(octets('a\nb\r\nc\rd\r\r\n\n')), octets('a\r\nb\r\nc\r\nd\r\n\r\n\r\n'));
  assert.deepEqual(withCrlf(octets('a\nb')), octets('a\r\nb'));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(10, 13, 65, 200)), (list) => {
      const after = Buffer.from(withCrlf(Uint8Array.from(list))).toString('latin1');
      const before = Buffer.from(list).toString('latin1');
      assert.equal(after, before.replace(/\r\n|\r|\n/g, '\r\n'));
    }),
  );
});
