// Tests of the text that stands for octets one to one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { NoOctet, octetsOfText, textOfOctets } from './octetText.ts';

const octets = (latin1: string): Uint8Array => Uint8Array.from(Buffer.from(latin1, 'latin1'));

test('line ends and controls can be seen', () => {
  assert.equal(textOfOctets(octets('a\r\nb\nc\rd\r\r\n\0\x7f\te\xfc')), 'a\nb␊\nc␍\nd␍\n\n␀␡\teü');
});

test('every sequence of octets comes back, also when the editor writes CRLF', () => {
  const special = fc.constantFrom(0, 9, 10, 13, 13, 10, 127, 0x80, 0xff, 65);
  const anything = fc.uint8Array();
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        fc.array(special).map((list) => Uint8Array.from(list)),
      ),
      (given) => {
        const text = textOfOctets(given);
        assert.deepEqual(octetsOfText(text), given);
        assert.deepEqual(octetsOfText(text.replaceAll('\n', '\r\n')), given);
        assert.doesNotMatch(text, /\r/);
      },
    ),
  );
});

test('what is no octet is refused by name', () => {
  assert.throws(
    () => octetsOfText('a€'),
    (error) => error instanceof NoOctet && error.character === '€',
  );
});
