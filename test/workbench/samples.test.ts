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
  test(`samples/eml/${name} opens as a message with an outline`, async ({ workbench }) => {
    await workbench.openFile(path.join('eml', name));
    assert.match(
      await eventually(
        () => workbench.languageName(),
        (text) => text !== 'Plain Text',
      ),
      /e-?mail/i,
    );
    assert.ok((await workbench.outline()).length > 0);
  });
}

test('no request has left the machine', ({ workbench }) => {
  assert.deepEqual(workbench.refusedRequests, []);
  return Promise.resolve();
});
