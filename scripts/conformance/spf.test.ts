// SPF is checked by the suite of RFC 7208 wherever the tests run, not only where other corpora are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReasons } from './check.ts';
import { spfResults } from './spf.ts';

test('the suite of RFC 7208 agrees, but for what has a reason', async () => {
  const { total, disagreements } = await spfResults.run();
  const reasons = readReasons('spf.json');
  assert.equal(total, 203);
  assert.deepEqual(
    disagreements.filter(({ id }) => reasons[id] === undefined).map(({ text }) => text),
    [],
  );
});
