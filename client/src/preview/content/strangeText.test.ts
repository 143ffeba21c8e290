// Text that deceives, and text that stops browsers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fewMarks, plainName } from './strangeText.ts';

test('marks: as many as any script has', () => {
  assert.equal(
    fewMarks('Zo\u0308e\u0301, \u05e9\u05b8\u05c1, \u0939\u093f'),
    'Zo\u0308e\u0301, \u05e9\u05b8\u05c1, \u0939\u093f',
  );
  assert.equal(fewMarks(`a${'\u0301'.repeat(100_000)}b`), `a${'\u0301'.repeat(16)}b`);
});

test('a name that is turned around says so', () => {
  assert.equal(plainName('photo_\u202egpj.exe'), 'photo_[U+202E]gpj.exe');
  assert.equal(plainName('תמונה.png'), 'תמונה.png');
});
