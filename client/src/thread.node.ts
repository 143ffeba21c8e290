// Runs functions of a bundle in a thread of its own: what hostile mail makes long or large ends there, and VS Code goes on.

import { Worker } from 'node:worker_threads';

/** How long and how large a call may become, and what is said where it does. */
export interface ThreadLimits {
  readonly ms: number;
  readonly megabytes: number;
  /** In sentences. */
  readonly tooLong: string;
  readonly tooLarge: string;
}

/**
 * The functions of a bundle, each call in a thread that ends with it. Arguments and results are copied.
 * @param names of all that are called. @param file an absolute path. A call rejects where it breaks a limit, where the function throws, and with its signal.
 */
export function inThread<All extends object>(
  file: string,
  names: readonly (keyof All & string)[],
  limits: ThreadLimits,
): All {
  const calls = names.map((name) => [
    name,
    (...values: readonly unknown[]) => inTurn(() => call(file, name, values, limits)),
  ]);
  return Object.fromEntries(calls) as All;
}

/** Waits until few enough threads run: a message may have any number of parts to be read, and each takes its memory. */
async function inTurn(run: () => Promise<unknown>): Promise<unknown> {
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return run().finally(() => {
    // Whoever is next takes the place over.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  });
}

async function call(
  file: string,
  name: string,
  values: readonly unknown[],
  { ms, megabytes, tooLong, tooLarge }: ThreadLimits,
): Promise<unknown> {
  const signal = values.find((value) => value instanceof AbortSignal);
  signal?.throwIfAborted();
  const worker = new Worker(CODE, {
    eval: true,
    workerData: { file, name, values: values.filter((value) => value !== signal) },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      settle();
      void worker.terminate();
    };
    const timer = setTimeout(() => end(() => reject(new Error(tooLong))), ms);
    const stop = (): void => end(() => reject(signal?.reason as Error));
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', ({ value, error }: Answer) =>
      end(() => (error === undefined ? resolve(value) : reject(new Error(error)))),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Error(tooLarge) : error)),
    );
  });
}

/** Threads that run at the same time, of all previews of a window. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** What runs in the thread. */
const CODE = `
const { parentPort, workerData: { file, name, values } } = require('node:worker_threads');
new Promise((resolve) => resolve(require(file)[name](...values))).then(
  (value) => parentPort.postMessage({ value }),
  (error) => parentPort.postMessage({ error: String((error && error.message) || error) }),
);`;
