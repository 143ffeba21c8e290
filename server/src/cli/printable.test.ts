// Tests of what stands between mail and a terminal.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { printable, printableJson } from './printable.ts';

test('controls, escapes and marks that reorder text are spelled out', () => {
  assert.equal(
    printable('a\u001b[31m\tb\r\n\u009b2J\u202ex\u2028\ud800'),
    'a\\u{1b}[31m\\u{9}b\\u{d}\\u{a}\\u{9b}2J\\u{202e}x\\u{2028}\\u{d800}',
  );
});

test('what people write stays: accents, scripts, joined emoji', () => {
  const text = 'Grüße, 你好, שלום, 👩‍👩‍👧, می‌خواهم';
  assert.equal(printable(text), text);
});

test('JSON keeps its meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)) }), (text) => {
      const json = printableJson(JSON.stringify(text));
      assert.equal(JSON.parse(json), text);
      assert.doesNotMatch(json, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
