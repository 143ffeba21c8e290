// Tests of the queue of commands that wait: like an array, but every version stays as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parsePop3Command } from './grammar.ts';
import { Waiting } from './waiting.ts';
import type { Pop3Said } from './waiting.ts';

const syntax = parsePop3Command('NOOP');
const MOST = 5;

test('a queue that goes on leaves those before it as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 200 }), (steps) => {
      const versions: { queue: Waiting; array: readonly Pop3Said[] }[] = [{ queue: Waiting.none, array: [] }];
      for (const [index, [back, adds]] of steps.entries()) {
        const { queue, array } = versions[Math.max(0, versions.length - 1 - (back > 15 ? back : 0))] ?? {
          queue: Waiting.none,
          array: [],
        };
        const said = { index, syntax };
        const until = index - back;
        versions.push(
          adds
            ? { queue: queue.with(said, MOST), array: [...array, said].slice(-MOST) }
            : { queue: queue.behind(until), array: array.filter((each) => each.index > until) },
        );
      }
      for (const { queue, array } of versions) {
        assert.deepEqual(queue.commands, array);
        assert.equal(queue.length, array.length);
        assert.equal(queue.last, array.at(-1));
        for (const said of array) assert.equal(queue.find(said.index), said);
        assert.equal(queue.find(-1), undefined);
      }
    }),
  );
});
