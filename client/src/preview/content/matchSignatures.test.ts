// Verdicts find their signatures.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { matchSignatures } from './matchSignatures.ts';

test('by domain and selector, each once, in order', () => {
  const shown = [
    { domain: 'a.example', selector: 's1' },
    { domain: 'b.example', selector: null },
    { domain: 'a.example', selector: 's1' },
  ];
  const checked = [
    { domain: 'A.example', selector: 's1', n: 1 },
    { domain: 'old.example', selector: 'dk', n: 2 },
    { domain: 'a.example', selector: 's1', n: 3 },
  ];
  const { of, rest } = matchSignatures(shown, checked);
  assert.deepEqual(
    of.map((one) => one?.n),
    [1, undefined, 3],
  );
  assert.deepEqual(
    rest.map(({ n }) => n),
    [2],
  );
});
