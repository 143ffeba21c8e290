// What the facts of a file's octets say, from octets and from a text of one character an octet.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { octetFacts } from './octetFacts.ts';

const bytes = (latin1: string): Uint8Array => Uint8Array.from(latin1, (character) => character.charCodeAt(0));

for (const [name, read] of [
  ['octets', (text: string, utf8: boolean) => octetFacts(bytes(text), { bom: false, utf8 })],
  ['text', (text: string, utf8: boolean) => octetFacts(text, { bom: false, utf8 })],
] as const) {
  test(`${name}: line ends are counted and placed`, () => {
    const facts = read('a\r\nb\nc\r\rd\r\n', true);
    assert.deepEqual([facts.crlf, facts.lf, facts.cr], [2, 1, 2]);
    assert.deepEqual(facts.bareLf, [{ line: 1, column: 1 }]);
    assert.deepEqual(facts.bareCr, [
      { line: 2, column: 1 },
      { line: 3, column: 0 },
    ]);
  });

  test(`${name}: NUL has its place`, () => {
    assert.deepEqual(read('ab\n\0c\0', true).nul, [
      { line: 1, column: 0 },
      { line: 1, column: 2 },
    ]);
  });

  test(`${name}: what is no UTF-8 in the header is found, in the body not`, () => {
    const facts = read('A: \xc3\xa9 \xe9t\xe9\xff\r\nB: \xf0\x9f\x92\xa9\xc3\r\n\r\n\xe9\r\n', false);
    assert.deepEqual(facts.headerNotUtf8, [
      { line: 0, column: 6, length: 1 },
      { line: 0, column: 8, length: 2 },
      { line: 1, column: 7, length: 1 },
    ]);
  });

  test(`${name}: overlong forms and surrogates are no UTF-8`, () => {
    assert.deepEqual(read('\xc0\x80 \xed\xa0\x80', false).headerNotUtf8, [
      { line: 0, column: 0, length: 2 },
      { line: 0, column: 3, length: 3 },
    ]);
  });
}
