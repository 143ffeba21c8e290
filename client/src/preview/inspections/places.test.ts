// Places of octets in text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { positionOf } from './places.ts';

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

test('every line end counts once', () => {
  assert.deepEqual(positionOf(octets('a\r\nb\nc\rde'), 8), { line: 3, character: 1 });
});

test('octets of UTF-8 are counted as UTF-16 units', () => {
  assert.deepEqual(positionOf(octets('x\né€𝄞z'), 2 + 2 + 3 + 4), { line: 1, character: 4 });
});

test('octets that are no UTF-8 are a character each', () => {
  assert.deepEqual(positionOf(Uint8Array.of(0xe9, 0xff, 0x61), 3, 5), { line: 5, character: 3 });
});

test('a place behind the end is the end', () => {
  assert.deepEqual(positionOf(octets('ab'), 99), { line: 0, character: 2 });
});
