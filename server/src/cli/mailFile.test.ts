// Tests of how octets become text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMail } from './mailFile.ts';

test('valid UTF-8 is read as such, without its mark', () => {
  const { text, octets } = decodeMail(Buffer.from('\ufeffSubject: \u20ac\r\n\0\n'));
  assert.equal(text, 'Subject: \u20ac\r\n\0\n');
  const { crlf, lf, nul, bom, utf8 } = octets;
  assert.deepEqual([crlf, lf, nul, bom, utf8], [1, 1, [{ line: 1, column: 0 }], true, true]);
});

test('anything else is read one character an octet', () => {
  const every = Uint8Array.from({ length: 256 }, (_, octet) => octet);
  const { text, octets } = decodeMail(Buffer.from(every));
  assert.deepEqual(
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
    every,
  );
  assert.equal(octets.utf8, false);
});

test('a mark alone, and nothing at all', () => {
  assert.deepEqual([decodeMail(Buffer.from('\ufeff')).text, decodeMail(Buffer.alloc(0)).text], ['', '']);
});
