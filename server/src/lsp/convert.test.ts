// Tests of the conversion between offsets and positions, in each encoding.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { textSnapshot } from '../core/index.ts';
import { Positions, chooseEncoding, placed } from './convert.ts';

test('UTF-16 wherever the client has it, else the first we can do', () => {
  assert.equal(chooseEncoding(undefined), 'utf-16');
  assert.equal(chooseEncoding(['utf-8', 'utf-16']), 'utf-16');
  assert.equal(chooseEncoding(['utf-7', 'utf-32', 'utf-8']), 'utf-32');
  assert.equal(chooseEncoding(['utf-7']), 'utf-16');
});

test('a position in a line end, behind it or behind the text is moved to the nearest place', () => {
  const snapshot = textSnapshot('ab\r\nc');
  const positions = new Positions('utf-16');
  assert.deepEqual(positions.position(snapshot, 3), { line: 0, character: 2 });
  assert.equal(positions.offset(snapshot, { line: 0, character: 9 }), 2);
  assert.equal(positions.offset(snapshot, { line: 9, character: 0 }), 5);
});

test('plain data: every pair of offsets becomes a range, what only looks like one stays', () => {
  const snapshot = textSnapshot('ab\ncd');
  const value = {
    at: { from: 1, to: 4 },
    list: [{ from: 0, to: 0 }],
    hop: { from: 'a', to: null },
    none: null,
  };
  const start = { line: 0, character: 0 };
  assert.deepEqual(placed(new Positions('utf-16'), snapshot, value), {
    at: { start: { line: 0, character: 1 }, end: { line: 1, character: 1 } },
    list: [{ start, end: start }],
    hop: { from: 'a', to: null },
    none: null,
  });
});

test('tokens are packed relative to each other', () => {
  const snapshot = textSnapshot('ü: x\ny');
  const tokens = [
    { from: 0, to: 1, type: 'property', modifiers: ['deprecated'] },
    { from: 3, to: 4, type: 'comment', modifiers: [] },
    { from: 5, to: 6, type: 'property', modifiers: [] },
  ] as const;
  const packed = (encoding: 'utf-16' | 'utf-8'): number[] =>
    new Positions(encoding).tokenData(snapshot, tokens).filter((_, index) => index % 5 < 3);
  assert.deepEqual(packed('utf-16'), [0, 0, 1, 0, 3, 1, 1, 0, 1]);
  assert.deepEqual(packed('utf-8'), [0, 0, 2, 0, 4, 1, 1, 0, 1]);
});

test('every place between characters comes back', () => {
  const text = fc
    .array(fc.constantFrom('a', 'ü', '€', '😀', '\n', '\r\n', '\r'), { maxLength: 20 })
    .map((parts) => parts.join(''));
  const encodings = fc.constantFrom('utf-16', 'utf-8', 'utf-32');
  fc.assert(
    fc.property(text, encodings, (content, encoding) => {
      const snapshot = textSnapshot(content);
      const positions = new Positions(encoding);
      let offset = 0;
      for (const character of content.match(/\r\n|./gsu) ?? []) {
        assert.equal(positions.offset(snapshot, positions.position(snapshot, offset)), offset);
        offset += character.length;
      }
    }),
  );
});
