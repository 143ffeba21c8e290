// Encoded-words written for any text: read back they give the text, and they keep to the limits of RFC 2047 2.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { basicCharsets } from '../../message/charsets.ts';
import { decodedRuns } from '../../message/encodedWord.ts';
import { encodedWords } from './encodeWords.ts';

const read = (words: readonly string[]): string =>
  decodedRuns(words.join('\n '), { charsets: basicCharsets, host: 'utf-8' })
    .map((run) => run.text)
    .join('');

test('text of any kind comes back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 0, max: 76 }),
      (text, room) => {
        const words = encodedWords(text, room).filter((word) => word !== undefined);
        assert.equal(read(words), text);
        assert.ok(words.every((word) => word.length <= 75));
      },
    ),
  );
});

test('what is mostly ASCII stays readable', () => {
  assert.deepEqual(encodedWords('café', 76), ['=?utf-8?q?caf=C3=A9?=']);
  assert.deepEqual(encodedWords('日本', 76), ['=?utf-8?b?5pel5pys?=']);
});

test('a first word that does not fit is left to the next line', () => {
  assert.deepEqual(encodedWords('日本', 12), [undefined, '=?utf-8?b?5pel5pys?=']);
});
