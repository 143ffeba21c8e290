// A thread that checks files: it gets batches and answers each with what was written.

import { parentPort, workerData } from 'node:worker_threads';
import type { InputFile } from './inputFiles.ts';
import { lintHere } from './lintBatch.ts';
import type { LintJob } from './lintBatch.ts';

const lint = lintHere(workerData as LintJob);

parentPort?.on('message', (files: readonly InputFile[]) => {
  // Octets lose their class on the way between threads.
  const batch = files.map((file) => ({ ...file, path: Buffer.from(file.path) }));
  void lint(batch).then((linted) => parentPort?.postMessage(linted));
});
