// A body decoded in pieces is the body decoded whole, wherever it is cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { decodedOctets, joined } from './attachments.ts';
import { decoderOf } from './transferDecoder.ts';

for (const [encoding, body] of [
  ['base64', 'SGVsbG8s\r\nIHdv cmxk\r\nSGVsbG8=\r\nbehind it'],
  ['base64', 'SGVsbG8sI'],
  ['quoted-printable', 'caf=C3=A9 =\r\nau lait  \r\n\r\na=\n b\t=\r\n=3D='],
  ['x-uuencode', 'text\r\nbegin 644 cat.txt\r\n#0V%T\r\n#0V%T\r\n`\r\nend\r\nmore\r\n'],
  ['binary', 'a\r\n\u00ff'],
] as const) {
  test(`${encoding} ${JSON.stringify(body.slice(0, 12))} cut anywhere`, () => {
    const octets = Buffer.from(body, 'latin1');
    const whole = decodedOctets(octets, { bodyFrom: 0, bodyTo: octets.length, encoding });
    fc.assert(
      fc.property(fc.array(fc.nat(octets.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), octets.length];
        const decoder = decoderOf(encoding);
        const pieces = places.map((at, index) => decoder.push(octets.subarray(at, places[index + 1])));
        assert.deepEqual(joined([...pieces, decoder.end()]), whole);
      }),
    );
  });
}

test('a body of 8 MB in one line is decoded in linear time', () => {
  const decoder = decoderOf('base64');
  const chunk = Buffer.from('QUJD'.repeat(16_384));
  let length = 0;
  for (let count = 0; count < 128; count++) length += decoder.push(chunk).length;
  assert.equal(length + decoder.end().length, 128 * 3 * 16_384);
});
