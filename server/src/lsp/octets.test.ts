// What is found out about a file does not depend on the pieces it is read in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../test/runs.ts';
import { textSnapshot } from '../core/index.ts';
import { factsOf } from './octets.ts';

/** Octets that meet at the ends of pieces: line ends, the parts of characters, what is no UTF-8, a mark. */
const octet = fc.constantFrom(
  0x61,
  0x0a,
  0x0d,
  0x00,
  0xc3,
  0xa9,
  0xe2,
  0x82,
  0xac,
  0xf0,
  0x9f,
  0x98,
  0x80,
  0xff,
  0xc0,
  0xef,
  0xbb,
  0xbf,
);

// eslint-disable-next-line @typescript-eslint/require-await -- a file is read asynchronously
async function* pieces(octets: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const shared = new Uint8Array(size);
  for (let at = 0; at < octets.length; at += size) {
    const piece = octets.subarray(at, at + size);
    shared.set(piece);
    yield shared.subarray(0, piece.length);
  }
}

test('octets in pieces of any size give the facts of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(octet, { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      async (list, size) => {
        const octets = Uint8Array.from(list);
        const text = new TextDecoder().decode(octets);
        const whole = await factsOf(pieces(octets, 100), () => 0, textSnapshot(text));
        assert.equal(whole.decoded, text.length);
        assert.ok(whole.same);
        assert.deepEqual(await factsOf(pieces(octets, size), () => 0, textSnapshot(text)), whole);
      },
    ),
    runs(300),
  );
});

test('a text that is another one is told from the file', async () => {
  const octets = new TextEncoder().encode('Subject: a\r\n\r\nbody\r\n');
  const { same, decoded } = await factsOf(
    pieces(octets, 5),
    () => 0,
    textSnapshot('Subject: b\r\n\r\nbody\r\n'),
  );
  assert.deepEqual({ same, decoded }, { same: false, decoded: 20 });
});
