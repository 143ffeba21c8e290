// A snapshot in segments is the plain string, whatever its segments are and however often it was edited.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { applyEdits } from './edits.ts';
import type { TextEdit } from './edits.ts';
import { lineStarts } from './lineStarts.ts';
import { textSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', '-', '--', '\n', '\r', '\r\n', '\n--a', '😀', '\ud83d', '\ude00', 'ü'), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

/** Edits of a text of any length: places as shares of it. */
const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(6), text), { maxLength: 3 });

const NEEDLES = ['\n', '\r', '\n--', '\r--', 'a', '--a', '😀', '\r\n', '\n--a\n--a', 'not there', ''];

/** Asks everything about the snapshot that one can know of the text. */
function assertIs(snapshot: Snapshot, plain: string): void {
  const starts = lineStarts(plain);
  assert.equal(snapshot.length, plain.length);
  assert.equal(snapshot.slice(0, plain.length), plain);
  assert.equal(snapshot.lineCount, starts.length);
  for (let line = -1; line <= starts.length + 1; line++) {
    assert.equal(
      snapshot.lineStart(line),
      line < 0 ? 0 : (starts[line] ?? plain.length),
      `line ${String(line)}`,
    );
  }
  for (let at = -1; at <= plain.length + 1; at++) {
    assert.equal(snapshot.charCodeAt(at), plain.charCodeAt(at), `unit ${String(at)}`);
    const line = Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );
    assert.equal(snapshot.lineAt(at), line, `line at ${String(at)}`);
    const width = (at * 7) % 13;
    assert.equal(snapshot.slice(at, at + width), plain.slice(Math.max(0, at), Math.max(0, at + width)));
    for (const needle of NEEDLES) {
      const found = plain.indexOf(needle, Math.max(0, at));
      assert.equal(
        snapshot.indexOf(needle, at),
        at > plain.length ? -1 : found,
        `${JSON.stringify(needle)} at ${String(at)}`,
      );
      const to = at + width;
      const bounded = found < 0 || found < at || found + needle.length > to ? -1 : found;
      assert.equal(
        snapshot.indexOf(needle, at, to),
        bounded,
        `${JSON.stringify(needle)} in ${String(at)}-${String(to)}`,
      );
    }
  }
}

/** The segments follow each other, and none ends inside CRLF or a surrogate pair. */
function assertWhole(snapshot: Snapshot): void {
  let at = 0;
  do {
    const { segment, from, to } = snapshot.segmentAt(at);
    assert.equal(from, at);
    assert.equal(segment.text, snapshot.slice(from, to));
    assert.deepEqual(snapshot.segmentAt(Math.max(from, to - 1)), { segment, from, to });
    assert.doesNotMatch(snapshot.slice(to - 1, to + 1), /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/);
    assert.ok(to > from || snapshot.length === 0);
    at = to;
  } while (at < snapshot.length);
}

test('property: a snapshot is the plain string', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (plain, length) => {
      const snapshot = textSnapshot(plain, 3, length);
      assert.equal(snapshot.version, 3);
      assertWhole(snapshot);
      assertIs(snapshot, plain);
    }),
    runs(150),
  );
});

test('property: an edited snapshot is the edited string, and the one before is as it was', () => {
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 1, max: 12 }),
      fc.array(edits, { maxLength: 5 }),
      (first, length, rounds) => {
        let plain = first;
        let snapshot = textSnapshot(plain, 0, length);
        rounds.forEach((round, version) => {
          const list = sorted(plain, round);
          const before = snapshot;
          snapshot = before.edited(list, version + 1);
          assert.equal(before.slice(0, before.length), plain);
          plain = applyEdits(plain, list);
          assert.equal(snapshot.version, version + 1);
          assertWhole(snapshot);
        });
        assertIs(snapshot, plain);
      },
    ),
    runs(150),
  );
});

/** The edits as offsets of the text, in order, with none that overlaps. */
function sorted(plain: string, round: readonly (readonly [number, number, string])[]): TextEdit[] {
  let at = 0;
  return round
    .map(([place, width, insert]) => ({ from: place % (plain.length + 1), width, insert }))
    .sort((a, b) => a.from - b.from)
    .map(({ from, width, insert }) => {
      const start = Math.max(at, from);
      at = Math.min(plain.length, start + width);
      return { from: start, to: at, insert };
    });
}

test('segments far from an edit are shared with the version before', () => {
  const before = textSnapshot('0123456\n'.repeat(100), 1, 64);
  const after = before.edited([{ from: 400, to: 401, insert: 'xyz' }], 2);
  assert.equal(after.segmentAt(0).segment, before.segmentAt(0).segment);
  assert.equal(after.segmentAt(790).segment, before.segmentAt(788).segment);
  assert.notEqual(after.segmentAt(400).segment, before.segmentAt(400).segment);
});

test('one byte of typing after the other does not multiply segments', () => {
  let snapshot = textSnapshot('0123456\n'.repeat(100), 1, 64);
  for (let i = 0; i < 300; i++) {
    snapshot = snapshot.edited([{ from: 300, to: 301, insert: i % 9 ? 'x' : '\n' }], i);
  }
  for (let i = 0; i < 300; i++) {
    snapshot = snapshot.edited([{ from: 300, to: 300, insert: i % 9 ? 'x' : '\n' }], i);
  }
  for (let i = 0; i < 700; i++) snapshot = snapshot.edited([{ from: 200, to: 201, insert: '' }], i);
  let segments = 0;
  for (let at = 0; at < snapshot.length; at = snapshot.segmentAt(at).to) segments++;
  assert.equal(snapshot.length, 400);
  assert.ok(segments >= 4 && segments <= 10, String(segments));
});

test('the beginning of a text is a text of whole lines', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), fc.nat(60), (plain, segment, length) => {
      const snapshot = textSnapshot(plain, 3, segment);
      const beginning = snapshot.beginning(length);
      assert.ok(beginning.length >= Math.min(length, plain.length));
      assertIs(beginning, plain.slice(0, beginning.length));
      assert.equal(beginning.version, 3);
    }),
    runs(300),
  );
});
