// End to end: every sample opens, and those that are bad on purpose show it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { samplesFolder } from '../../scripts/lib/repository.ts';
import { eventually, lastAnswer, useSession } from './harness.ts';
import type { Problem } from './views.ts';
import type { Workbench } from './workbench.ts';

const test = useSession({ samples: true });

const samples = readdirSync(samplesFolder, { recursive: true, encoding: 'utf8' })
  // The demo mailbox is opened by the tests of the mailbox.
  .filter((name) => /\.(?:eml|mbox|smtp|imap|pop3)$/.test(name) && !name.startsWith('mailbox'))
  .sort();
const isBad = (name: string): boolean => /^(?:bad-|mistakes\.)/.test(path.basename(name));
const isMail = (name: string): boolean => /\.(?:eml|mbox)$/.test(name);
const bad = samples.filter(isBad);

/** The good ones, and what they must not have. */
const good = [
  {
    kind: 'mail',
    names: samples.filter((name) => !isBad(name) && isMail(name)),
    unexpected: () => true,
  },
  {
    // Sessions show what really happens: a server that refuses, a connection that drops. That is told, and no error.
    kind: 'session',
    names: samples.filter((name) => !isBad(name) && !isMail(name)),
    unexpected: ({ severity }: Problem) => severity === 'error',
  },
] as const;

test('there are samples', () => {
  assert.ok(good.every(({ names }) => names.length > 0) && bad.some(isMail) && !bad.every(isMail));
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

for (const { kind, names, unexpected } of good) {
  for (const name of names) {
    test(`samples/${name} has an outline`, ({ workbench }) => openWithOutline(workbench, name));
  }

  test(`no ${kind} of these has an unexpected problem`, async ({ workbench }) => {
    const problems = await lastAnswer(
      () => workbench.problems(),
      (found) => found.some(unexpected),
      // Long enough for a false alarm to show.
      2000,
    );
    assert.deepEqual(problems.filter(unexpected), []);
    await workbench.command('View: Close All Editors');
  });
}

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
