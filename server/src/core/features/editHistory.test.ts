// Tests that rounds of edits add up.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { EditHistory } from './editHistory.ts';

test('the sum of the rounds does what the rounds did', () => {
  const round = fc.array(
    fc.record({ gap: fc.nat(4), length: fc.nat(3), insert: fc.string({ maxLength: 3 }) }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(round, { maxLength: 4 }), (original, rounds) => {
      let text = original;
      const history = new EditHistory(original.length);
      for (const steps of rounds) {
        const edits: TextEdit[] = [];
        let at = 0;
        for (const { gap, length, insert } of steps) {
          const from = at + gap;
          const to = from + length;
          if (to > text.length) break;
          edits.push({ from, to, insert });
          at = to + 1;
        }
        history.apply(edits);
        text = applyEdits(text, edits);
      }
      assert.equal(applyEdits(original, history.edits()), text);
    }),
  );
});

test('what no round touched stays untouched', () => {
  const history = new EditHistory(10);
  history.apply([{ from: 2, to: 3, insert: 'xy' }]);
  history.apply([
    { from: 2, to: 3, insert: '' },
    { from: 9, to: 10, insert: 'Z' },
  ]);
  assert.deepEqual(history.edits(), [
    { from: 2, to: 3, insert: 'y' },
    { from: 8, to: 9, insert: 'Z' },
  ]);
});
