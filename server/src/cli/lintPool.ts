// Threads that check files side by side.

import { Worker } from 'node:worker_threads';
import type { InputFile } from './inputFiles.ts';
import type { LintBatch, LintJob, LintedFile } from './lintBatch.ts';

/**
 * A pool of threads; they start when there is work for them, and one that dies is replaced. Each has its next batch
 * waiting while it works: on a busy machine the main thread may take longer to answer than a batch takes.
 */
export class LintPool {
  readonly #script: URL;
  readonly #job: LintJob;
  readonly #size: number;
  /** What each thread works at, and what waits there. */
  readonly #tasks = new Map<Worker, Task[]>();
  readonly #waiting: Task[] = [];

  /** @param size how many threads there may be. */
  constructor(script: URL, job: LintJob, size: number) {
    this.#script = script;
    this.#job = job;
    this.#size = size;
  }

  /** Checks some files in the next free thread. Rejects where the thread died of them. */
  readonly run: LintBatch = (files) =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ files, resolve, reject });
      this.#dispatch();
    });

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all([...this.#tasks.keys()].map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const worker = this.#free();
      if (!worker) return;
      this.#waiting.shift();
      this.#tasks.get(worker)?.push(next);
      worker.postMessage(next.files);
    }
  }

  /** A thread that has nothing to do, a new one, or the one with the least to do. */
  #free(): Worker | undefined {
    let [least, count] = [undefined as Worker | undefined, TASKS];
    for (const [worker, { length }] of this.#tasks) if (length < count) [least, count] = [worker, length];
    return count > 0 && this.#tasks.size < this.#size ? this.#start() : least;
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#job, resourceLimits: MEMORY });
    const tasks: Task[] = [];
    let reason: Error | undefined;
    this.#tasks.set(worker, tasks);
    worker.on('message', (linted: readonly LintedFile[]) => {
      tasks.shift()?.resolve(linted);
      this.#dispatch();
    });
    worker.on('error', (error: Error) => (reason = error));
    worker.on('exit', (code) => {
      this.#tasks.delete(worker);
      tasks.shift()?.reject(reason ?? new Error(`the thread ended with status ${code}`));
      // What only waited there did not kill it.
      this.#waiting.unshift(...tasks);
      this.#dispatch();
    });
    return worker;
  }
}

interface Task {
  readonly files: readonly InputFile[];
  readonly resolve: (linted: readonly LintedFile[]) => void;
  readonly reject: (error: Error) => void;
}

/** Batches of a thread: the one at hand and the next. */
const TASKS = 2;
/** Most of what a file needs is garbage when it is done: with more room for it, less is copied by the collector. */
const MEMORY = { maxYoungGenerationSizeMb: 96 };
