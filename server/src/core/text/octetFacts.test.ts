// What the facts of a file's octets say, from a text of one character an octet, whole or in pieces.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OctetScan, octetFacts } from './octetFacts.ts';
import type { OctetFacts } from './octetFacts.ts';

/** The facts of octets that were added in pieces of three, or four where CRLF stands at the end. */
function inPieces(text: string, utf8: boolean): OctetFacts {
  const scan = new OctetScan();
  for (const [piece] of text.matchAll(/[^]{1,2}(?:\r\n|[^]|$)/g)) scan.add(piece);
  return scan.facts({ bom: false, utf8 });
}

for (const [name, read] of [
  ['pieces', (text: string, utf8: boolean) => inPieces(text, utf8)],
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

test('property: octets added in pieces give the facts of the whole', () => {
  const octet = fc.constantFrom('a', '\r', '\n', '\r\n', '\0', '\xe9', '\xc3\xa9');
  const latin1 = fc.array(octet, { maxLength: 20 }).map((octets) => octets.join(''));
  fc.assert(
    fc.property(fc.array(latin1, { maxLength: 5 }), fc.boolean(), (pieces, utf8) => {
      // No piece ends between CR and LF.
      const apart = pieces.map((text, i) => (pieces[i + 1]?.startsWith('\n') ? `${text}-` : text));
      const scan = new OctetScan();
      for (const text of apart) scan.add(text);
      const known = { bom: false, utf8 };
      assert.deepEqual(scan.facts(known), octetFacts(apart.join(''), known));
    }),
  );
});
