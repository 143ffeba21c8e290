// End to end: every sample opens, and those that are bad on purpose show it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { samplesFolder } from '../../scripts/lib/repository.ts';
import { eventually, useSession } from './harness.ts';

const test = useSession({ samples: true });

const samples = readdirSync(path.join(samplesFolder, 'eml')).filter((name) => name.endsWith('.eml'));

test('there are samples', () => {
  assert.ok(samples.length > 0);
  return Promise.resolve();
});

for (const name of samples) {
  const bad = name.startsWith('bad-');
  test(`samples/eml/${name} has an outline and ${bad ? 'problems' : 'no problem'}`, async ({ workbench }) => {
    await workbench.openFile(path.join('eml', name));
    const outline = await eventually(
      () => workbench.outline(),
      (rows) => rows.length > 0,
    );
    assert.ok(outline.length > 0, 'the outline is empty');
    const problems = await eventually(
      () => workbench.problems(),
      (found) => found.length > 0,
      // Long enough for a false alarm to show.
      bad ? 20_000 : 2000,
    );
    assert.equal(problems.length > 0, bad, JSON.stringify(problems));
    // Only the sample at hand may be in the view.
    await workbench.command('View: Close Editor');
  });
}

test('no request has left the machine', ({ workbench }) => {
  assert.deepEqual(workbench.refusedRequests, []);
  return Promise.resolve();
});
