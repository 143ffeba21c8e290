// Tests of the single pass over a notification's changes: equal to one change after the other.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

import { runs } from '../../../test/runs.ts';
import { textSnapshot } from '../core/index.ts';
import { applyChanges } from './changes.ts';
import { Positions } from './convert.ts';
import type { PositionEncoding } from './convert.ts';

/** What the protocol says: each change counts in the text that the one before it made. */
function oneByOne(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  positions: Positions,
): string {
  return changes.reduce((now, change) => {
    if (!('range' in change)) return change.text;
    const { from, to } = positions.textRange(textSnapshot(now), change.range);
    return now.slice(0, from) + change.text + now.slice(to);
  }, text);
}

function apply(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  encoding: PositionEncoding,
  segmentLength?: number,
): string {
  const after = applyChanges(textSnapshot(text, 1, segmentLength), changes, 2, new Positions(encoding));
  assert.equal(after.version, 2);
  return after.slice(0, after.length);
}

const change = (
  [line, character]: readonly [number, number],
  [endLine, endCharacter]: readonly [number, number],
  text: string,
): TextDocumentContentChangeEvent => ({
  range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
  text,
});

test('changes from the end upwards, as VS Code sends them', () => {
  const changes = [change([2, 0], [2, 1], 'Z'), change([1, 0], [1, 0], 'x\n'), change([0, 1], [0, 1], '!')];
  assert.equal(apply('a\nb\nc', changes, 'utf-16'), 'a!\nx\nb\nZ');
});

test('changes from the start downwards count in the text as it has become', () => {
  const changes = [
    change([0, 0], [0, 0], 'x\ny\n'),
    change([3, 0], [3, 1], 'B'),
    change([4, 1], [4, 1], '?'),
  ];
  assert.equal(apply('a\nb\nc', changes, 'utf-16'), 'x\ny\na\nB\nc?');
});

test('a change behind what the one before inserted at the end of its line', () => {
  assert.equal(
    apply('ab\nc', [change([0, 2], [0, 2], 'cdef'), change([0, 4], [0, 5], '-')], 'utf-16'),
    'abcd-f\nc',
  );
});

test('a change without a range replaces the text', () => {
  assert.equal(
    apply('a', [change([0, 0], [0, 0], 'x'), { text: 'new\n' }, change([1, 0], [1, 0], 'y')], 'utf-16'),
    'new\ny',
  );
});

test('characters are counted in the encoding agreed on', () => {
  assert.equal(apply('ü😀z', [change([0, 6], [0, 7], '!')], 'utf-8'), 'ü😀!');
  assert.equal(apply('ü😀z', [change([0, 2], [0, 3], '!')], 'utf-32'), 'ü😀!');
  assert.equal(apply('ü😀z', [change([0, 3], [0, 4], '!')], 'utf-16'), 'ü😀!');
});

test('one pass gives what one change after the other gives', () => {
  const piece = fc
    .array(fc.constantFrom('a', 'bc', 'ü', '😀', '\n', '\r\n', '\r', ''), { maxLength: 12 })
    .map((parts) => parts.join(''));
  const place = fc.tuple(fc.nat(8), fc.nat(6));
  const changes = fc.array(
    fc.tuple(place, place, piece).map(([a, b, text]) => {
      const ordered = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? ([a, b] as const) : ([b, a] as const);
      return change(ordered[0], ordered[1], text);
    }),
    { maxLength: 8 },
  );
  const encodings = fc.constantFrom<PositionEncoding>('utf-16', 'utf-8', 'utf-32');
  fc.assert(
    fc.property(piece, changes, encodings, (text, list, encoding) => {
      assert.equal(apply(text, list, encoding, 4), oneByOne(text, list, new Positions(encoding)));
    }),
    runs(2000),
  );
});
