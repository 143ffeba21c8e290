// Where segments end, which of them an edit leaves alone, and what a segment remembers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Segment } from './segment.ts';
import { cut, replaced } from './segments.ts';

const texts = (segments: readonly Segment[]): string[] => segments.map(({ text }) => text);

/** Edits as `[from, to, insert]`, in segments of about four units; kept segments are marked with `=`. */
function edited(text: string, ...edits: readonly (readonly [number, number, string])[]): string[] {
  const before = cut(text, 4);
  const after = replaced(
    before,
    edits.map(([from, to, insert]) => ({ from, to, insert })),
    4,
  );
  return after.map((segment) => (before.includes(segment) ? '=' : '') + segment.text);
}

test('a short text is one segment, an empty one too', () => {
  assert.deepEqual(texts(cut('a\nb\nc\n', 4)), ['a\nb\nc\n']);
  assert.deepEqual(texts(cut('', 4)), ['']);
});

test('a segment ends behind a line end: LF, CR, never inside CRLF', () => {
  assert.deepEqual(texts(cut('abcde\nfg\nhij\nklmn', 4)), ['abcde\n', 'fg\nhij\n', 'klmn']);
  assert.deepEqual(texts(cut('abcd\r\nefgh\rijklmno', 4)), ['abcd\r\n', 'efgh\r', 'ijklmno']);
  assert.deepEqual(texts(cut('abcdefg\r\nhijklmn', 4)), ['abcdefg\r\n', 'hijklmn']);
});

test('a line that is too long is cut within, never inside a surrogate pair', () => {
  assert.deepEqual(texts(cut('abcdefghijklmnop', 4)), ['abcdefgh', 'ijklmnop']);
  assert.deepEqual(texts(cut('abcdefg😀hijklmn', 4)), ['abcdefg😀', 'hijklmn']);
});

test('an edit leaves the segments that it does not touch', () => {
  assert.deepEqual(edited('aaaa\nbbbb\ncccc\ndddd\n', [7, 8, 'x']), [
    '=aaaa\n',
    'bbxb\n',
    '=cccc\n',
    '=dddd\n',
  ]);
  assert.deepEqual(edited('aaaa\nbbbb\ncccc\ndddd\n', [0, 0, 'x'], [15, 15, 'y\n']), [
    'xaaaa\n',
    '=bbbb\n',
    '=cccc\n',
    'y\n',
    '=dddd\n',
  ]);
});

test('whole segments are taken out, and their neighbours stay', () => {
  assert.deepEqual(edited('aaaa\nbbbb\ncccc\ndddd\n', [5, 15, '']), ['=aaaa\n', '=dddd\n']);
  assert.deepEqual(edited('aaaa\nbbbb\n', [0, 10, '']), ['']);
});

test('a segment that lost its line end or nearly all of its text takes the next one up', () => {
  assert.deepEqual(edited('aaaa\nbbbb\ncccc\ndddd\n', [4, 5, '']), ['aaaabbbb\n', '=cccc\n', '=dddd\n']);
  assert.deepEqual(
    replaced(
      [new Segment('aaaa\n'.repeat(20)), new Segment('bbbb\n'.repeat(20))],
      [{ from: 2, to: 98, insert: '' }],
      100,
    ).map(({ text }) => text.length),
    [104],
  );
});

test('what meets becomes one line end or one character', () => {
  // The CR in front of what is taken out meets the LF behind it.
  assert.deepEqual(edited('aaaa\rbbbb\n\ncccc\n', [5, 10, '']), ['aaaa\r\n', 'cccc\n']);
  assert.deepEqual(edited('aaaa\rbbbb\ncccc\n', [5, 5, '\n']), ['aaaa\r\n', '=bbbb\n', '=cccc\n']);
  assert.deepEqual(edited('aaaaaaa\ud83dbbbbbbbb', [8, 8, '\ude00']), ['aaaaaaa😀', '=bbbbbbbb']);
});

test('edits that overlap are refused', () => {
  assert.throws(() => edited('aaaa\nbbbb\n', [0, 3, ''], [2, 4, '']), RangeError);
});

test('a segment is read once for each key and the state it is entered with', () => {
  const segment = new Segment('a\nb');
  const scan = {};
  const other = {};
  const made: string[] = [];
  const recall = (key: object, state: string): string =>
    segment.recall(key, state, () => {
      made.push(state);
      return `${state}!`;
    });
  assert.equal(recall(scan, 'start'), 'start!');
  assert.equal(recall(scan, 'start'), 'start!');
  assert.equal(recall(other, 'else'), 'else!');
  assert.equal(recall(scan, 'quoted'), 'quoted!');
  assert.equal(recall(scan, 'start'), 'start!');
  assert.deepEqual(made, ['start', 'else', 'quoted', 'start'], 'one slot a key');
});
