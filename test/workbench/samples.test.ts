// End to end: every sample opens, and those that are bad on purpose show it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { samplesFolder } from '../../scripts/lib/repository.ts';
import { eventually, useSession } from './harness.ts';
import type { Workbench } from './workbench.ts';

const test = useSession({ samples: true });

const samples = readdirSync(samplesFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:eml|mbox)$/.test(name))
  .sort();
const isBad = (name: string): boolean => path.basename(name).startsWith('bad-');
const good = samples.filter((name) => !isBad(name));
const bad = samples.filter(isBad);

test('there are samples', () => {
  assert.ok(good.length > 0 && bad.length > 0);
  return Promise.resolve();
});

async function openWithOutline(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name);
  const outline = await eventually(
    () => workbench.outline(),
    (rows) => rows.length > 0,
  );
  assert.ok(outline.length > 0, 'the outline is empty');
}

for (const name of good) {
  test(`samples/${name} has an outline`, ({ workbench }) => openWithOutline(workbench, name));
}

test('none of these has a problem', async ({ workbench }) => {
  const problems = await eventually(
    () => workbench.problems(),
    (found) => found.length > 0,
    // Long enough for a false alarm to show.
    2000,
  );
  assert.deepEqual(problems, []);
  await workbench.command('View: Close All Editors');
});

for (const name of bad) {
  test(`samples/${name} has an outline and problems`, async ({ workbench }) => {
    await openWithOutline(workbench, name);
    const problems = await eventually(
      () => workbench.problems(),
      (found) => found.length > 0,
    );
    assert.ok(problems.length > 0);
    // Only the sample at hand may be in the view.
    await workbench.command('View: Close Editor');
  });
}

test('no request has left the machine', ({ workbench }) => {
  assert.deepEqual(workbench.refusedRequests, []);
  return Promise.resolve();
});
