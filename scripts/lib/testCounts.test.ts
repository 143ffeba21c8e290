// Tests of the totals, with real runs of node:test and its reporter.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { run } from './processes.ts';
import { addCounts, failedFiles, readCounts, summaryLine, withoutCounts } from './testCounts.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'counts-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const reporter = pathToFileURL(path.join(import.meta.dirname, 'countReporter.ts')).href;

async function countsOf(name: string, script: string): Promise<string> {
  const file = path.join(folder, `${name}.test.mjs`);
  const report = path.join(folder, `${name}.json`);
  writeFileSync(file, script);
  const args = ['--test', `--test-reporter=${reporter}`, `--test-reporter-destination=${report}`, file];
  // Without this the inner run would take itself for a part of this one.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const { code } = await run(process.execPath, args, { env, output: 'capture' });
  return summaryLine(await readCounts(report, code));
}

// Each starts a process: at the same time they take a third of it.
describe('real runs', { concurrency: true }, () => {
  test('passed, failed and skipped tests are told apart', async () => {
    const script = `import { test } from 'node:test';
    test('one', () => {}); test('two', () => {}); test.skip('three'); test('four', () => { throw new Error('no'); });`;
    assert.equal(await countsOf('some', script), '2 passed, 1 failed');
  });

  test('a file in which a test failed is named, with its counts', async () => {
    const script = `import { test } from 'node:test'; test('one', () => {}); test('two', () => { throw new Error('no'); });`;
    await countsOf('named', script);
    assert.deepEqual(
      [...(await failedFiles(path.join(folder, 'named.json')))],
      [[path.join(folder, 'named.test.mjs'), { passed: 1, failed: 1, skipped: 0 }]],
    );
    await countsOf('whole', `import { test } from 'node:test'; test('one', () => {});`);
    assert.deepEqual([...(await failedFiles(path.join(folder, 'whole.json')))], []);
  });

  test('a file that cannot be loaded is a failure', async () => {
    assert.equal(await countsOf('broken', 'syntax error'), '0 passed, 1 failed');
  });

  test('a process that is killed is a failure', async () => {
    const script = `import { test } from 'node:test'; test('one', () => {}); test('two', () => process.exit(3));`;
    assert.match(await countsOf('killed', script), /, [1-9]\d* failed$/);
  });
});

test('no report, or a report without a test, is a failure', async () => {
  assert.equal(summaryLine(await readCounts(path.join(folder, 'missing'), 0)), '0 passed, 1 failed');
  writeFileSync(path.join(folder, 'empty'), '{"passed":0,"failed":0,"skipped":0}\n');
  assert.equal(summaryLine(await readCounts(path.join(folder, 'empty'), 0)), '0 passed, 1 failed');
});

test('totals add up', () => {
  const total = addCounts([
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 3, failed: 4, skipped: 0 },
  ]);
  assert.deepEqual(total, { passed: 5, failed: 4, skipped: 1 });
});

test('a file that was run again counts as it did then', () => {
  const first = { passed: 7, failed: 2, skipped: 0 };
  const file = { passed: 3, failed: 2, skipped: 0 };
  assert.deepEqual(withoutCounts(first, [file]), { passed: 4, failed: 0, skipped: 0 });
});
