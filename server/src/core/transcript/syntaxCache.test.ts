// Tests of what is kept of parsed lines: never another kind's, and nothing that nobody asks for.

import assert from 'node:assert/strict';
import test from 'node:test';
import { SyntaxCache } from './syntaxCache.ts';

test('a text of one kind is not taken for that of another', () => {
  const cache = new SyntaxCache();
  assert.equal(
    cache.of('pop3', 'scan 1', () => 'command'),
    'command',
  );
  assert.equal(
    cache.of('pop3 scan', '1', () => 'reply'),
    'reply',
  );
  assert.equal(
    cache.of('pop3', 'scan 1', () => 'again'),
    'command',
  );
});

test('what two generations have not asked for is made anew', () => {
  const cache = new SyntaxCache();
  let made = 0;
  const ask = (): number => cache.of('kind', 'text', () => ++made);
  assert.equal(ask(), 1);
  cache.rotate();
  assert.equal(ask(), 1);
  cache.rotate();
  cache.rotate();
  assert.equal(ask(), 2);
});
