// Threads that check files side by side.

import { Worker } from 'node:worker_threads';
import type { InputFile } from './inputFiles.ts';
import type { LintBatch, LintJob, LintedFile } from './lintBatch.ts';

/** A pool of threads; they start when there is work for them, and one that dies is replaced. */
export class LintPool {
  readonly #script: URL;
  readonly #job: LintJob;
  readonly #size: number;
  #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #tasks = new Map<Worker, Task>();
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
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? (this.#all.size < this.#size ? this.#start() : undefined);
      const task = worker && this.#waiting.shift();
      if (!task) return;
      this.#tasks.set(worker, task);
      worker.postMessage(task.files);
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#job });
    let reason: Error | undefined;
    this.#all.add(worker);
    worker.on('message', (linted: readonly LintedFile[]) => {
      this.#idle.push(worker);
      this.#taskOf(worker)?.resolve(linted);
      this.#dispatch();
    });
    worker.on('error', (error: Error) => (reason = error));
    worker.on('exit', (code) => {
      this.#all.delete(worker);
      this.#idle = this.#idle.filter((other) => other !== worker);
      this.#taskOf(worker)?.reject(reason ?? new Error(`the thread ended with status ${code}`));
      this.#dispatch();
    });
    return worker;
  }

  #taskOf(worker: Worker): Task | undefined {
    const task = this.#tasks.get(worker);
    this.#tasks.delete(worker);
    return task;
  }
}

interface Task {
  readonly files: readonly InputFile[];
  readonly resolve: (linted: readonly LintedFile[]) => void;
  readonly reject: (error: Error) => void;
}
