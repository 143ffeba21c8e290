// Where two versions of a text are found to differ.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { textSnapshot } from './snapshot.ts';
import { textChange, wholeLines } from './textChange.ts';

/** What the change takes out, and what stands there now. */
function changed(before: string, after: string): readonly [string, string] | undefined {
  const change = textChange(textSnapshot(before), textSnapshot(after));
  return change && [before.slice(change.from, change.oldTo), after.slice(change.from, change.newTo)];
}

test('a change is as small as it can be', () => {
  assert.deepEqual(changed('one two three', 'one 2 three'), ['two', '2']);
  assert.deepEqual(changed('abc', 'abcd'), ['', 'd']);
  assert.deepEqual(changed('aaa', 'aa'), ['a', '']);
  assert.equal(changed('same', 'same'), undefined);
});

/** The same as lines: what they were, and what they are. */
function changedLines(before: string, after: string): readonly [string, string] | undefined {
  const old = textSnapshot(before);
  const now = textSnapshot(after);
  const change = textChange(old, now);
  if (!change) return undefined;
  const { from, oldTo, newTo } = wholeLines(change, old, now);
  return [before.slice(from, oldTo), after.slice(from, newTo)];
}

test('a change of lines is one of whole lines in both versions', () => {
  assert.deepEqual(changedLines('a\r\nb\r\nc', 'a\r\nx\r\nc'), ['b\r\n', 'x\r\n']);
  assert.deepEqual(changedLines('a\r\nb', 'a\rx\nb'), ['a\r\n', 'a\rx\n']);
  assert.deepEqual(changedLines('a\rx\nb', 'a\r\nb'), ['a\rx\n', 'a\r\n']);
  assert.deepEqual(changedLines('a\nb', 'a\nb\n'), ['b', 'b\n']);
});

test('outside of a change the texts are the same, however they are cut into segments', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '\r', '\n', '\r\n', 'line\n'), { maxLength: 60 });
  fc.assert(
    fc.property(texts, texts, texts, texts, (head, old, now, tail) => {
      const before = [...head, ...old, ...tail].join('');
      const after = [...head, ...now, ...tail].join('');
      const start = textSnapshot(before, 0, 8);
      const edit = {
        from: head.join('').length,
        to: [...head, ...old].join('').length,
        insert: now.join(''),
      };
      const edited = start.edited([edit], 1);
      const change = textChange(start, edited);
      if (!change) {
        assert.equal(after, before);
        return;
      }
      for (const { from, oldTo, newTo } of [change, wholeLines(change, start, edited)]) {
        assert.ok(from <= oldTo && from <= newTo);
        assert.equal(after.slice(0, from), before.slice(0, from));
        assert.equal(after.slice(newTo), before.slice(oldTo));
      }
    }),
    runs(100),
  );
});
