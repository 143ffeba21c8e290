// Tests of the threads: one that dies takes nobody with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputFile } from './inputFiles.ts';
import { surviving } from './lintBatch.ts';
import type { LintJob } from './lintBatch.ts';
import { LintPool } from './lintPool.ts';

const job: LintJob = { lint: { config: {}, language: undefined }, format: { name: 'json', colour: false } };

/** A thread that answers each path with itself, ends itself at `end`, and throws at `throw`. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (files) => {
      const names = files.map(({ path }) => Buffer.from(path).toString());
      if (names.includes('end')) process.exit(3);
      if (names.includes('throw')) throw new Error('out of memory');
      parentPort.postMessage(names.map((text) => ({ text, checked: true, counts: {}, notices: [] })));
    });
  `)}`,
);

const files = (...names: string[]): InputFile[] => names.map((name) => ({ path: Buffer.from(name) }));

test('only the file that kills its thread is lost', async () => {
  const pool = new LintPool(script, job, 2);
  const run = surviving(pool.run, job);
  const linted = await Promise.all([
    run(files('a', 'end', 'b')),
    run(files('c')),
    run(files('throw', 'd')),
    run(files('e')),
  ]);
  await pool.close();
  assert.deepEqual(
    linted.flat().map(({ text, checked }) => (checked ? text : (JSON.parse(text) as object))),
    [
      'a',
      {
        file: 'end',
        findings: [],
        error: 'Checking this file failed: Error: the thread ended with status 3',
      },
      ...['b', 'c'],
      { file: 'throw', findings: [], error: 'Checking this file failed: Error: out of memory' },
      ...['d', 'e'],
    ],
  );
});
