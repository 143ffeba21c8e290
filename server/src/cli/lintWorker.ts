// A thread that checks files: it gets batches and answers each with what was written.

import { parentPort, workerData } from 'node:worker_threads';
import type { InputFile } from './inputFiles.ts';
import { lintHere } from './lintBatch.ts';
import type { LintJob } from './lintBatch.ts';

const lint = lintHere(workerData as LintJob);

/** Batches are answered in the order they came, one after the other. */
let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (files: readonly InputFile[]) => {
  // Octets lose their class on the way between threads.
  const batch = files.map((file) => ({ ...file, path: Buffer.from(file.path) }));
  last = last.then(async () => parentPort?.postMessage(await lint(batch)));
});
