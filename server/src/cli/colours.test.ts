// Tests of when output is coloured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coloured, wantsColour } from './colours.ts';

for (const [env, isTerminal, expected] of [
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ TERM: 'dumb' }, true, false],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
] as const) {
  test(`${JSON.stringify(env)} ${isTerminal ? 'on a terminal' : 'in a pipe'}: ${expected}`, () =>
    assert.equal(wantsColour(env, isTerminal), expected));
}

test('a colour ends where the text ends', () => assert.equal(coloured('error', 'x'), '\u001b[31mx\u001b[0m'));
