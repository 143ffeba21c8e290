// Octets that are no UTF-8 are found where a decoder finds them, in any number of pieces.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { decodeLatin1, decodeUtf8, encodeUtf8 } from './octets.ts';
import { Utf8Check, utf8Piece } from './utf8Check.ts';

const octets = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom('ä', '€', '😀', 'a').map(encodeUtf8),
      fc.string({ unit: 'grapheme' }).map(encodeUtf8),
    ),
  )
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

function check(text: string, length: number): ReturnType<Utf8Check['finish']> {
  const found = new Utf8Check();
  for (let start = 0; start < text.length; start += length) {
    found.add(
      utf8Piece(found.open(start), text.slice(start, start + length), (index) => index),
      start,
    );
  }
  return found.finish(false);
}

test('octets that are no UTF-8', () => {
  fc.assert(
    fc.property(octets, fc.integer({ min: 1, max: 5 }), (bytes, length) => {
      const text = decodeLatin1(bytes);
      const found = check(text, 1000);
      assert.equal(found === undefined, decodeUtf8(bytes, true) !== undefined);
      if (found) assert.notEqual(decodeUtf8(bytes.subarray(0, found.at), true), undefined);
      const cut = check(text, length);
      assert.deepEqual([cut?.octets, cut?.at], [found?.octets, found?.at]);
    }),
    runs(200),
  );
});
