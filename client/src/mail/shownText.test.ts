// Text from a server is shown in one line, with nothing in it that hides or turns text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { shownText } from './shownText.ts';

test('plain text of any language stays as it is', () => {
  for (const text of ['Hello', 'Grüße', 'שלום עולם', '日本語', 'a\u0301', '👩‍💻']) {
    assert.equal(shownText(text), text);
  }
});

test('what turns or hides text is named', () => {
  assert.equal(shownText('invoice\u202Efdp.exe'), 'invoice‹U+202E›fdp.exe');
  assert.equal(shownText('a\u0000b\u001b[31m\u2066c'), 'a‹U+0000›b‹U+001B›[31m‹U+2066›c');
  assert.equal(shownText('a\u{e0041}b\ud800'), 'a‹U+E0041›b‹U+D800›');
});

test('nothing becomes a link in a notification', () => {
  assert.equal(
    shownText('[Pay](command:x) and [a](https://x.test)'),
    '[Pay] (command:x) and [a] (https://x.test)',
  );
});

test('it is one line, and not longer than wanted', () => {
  assert.equal(shownText('one\r\n\t two'), 'one two');
  assert.equal(shownText('abcdef', 4), 'abc…');
  assert.equal(shownText('ab👩cd', 4), 'ab…');
});

test('nothing unseen is left, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0x10ffff), { maxLength: 20 }), (codes) => {
      const text = String.fromCodePoint(...codes, ...codes.map((code) => code % 0x2100));
      assert.doesNotMatch(shownText(text), /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
