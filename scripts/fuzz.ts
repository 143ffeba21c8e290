// Looks for mail that breaks the core: `npm run fuzz -- --seconds N [--seed S] [--workers N] [--input I]`.

import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { failuresOf, minimised } from './fuzz/failure.ts';
import type { Failure } from './fuzz/failure.ts';
import { seeds } from './fuzz/seeds.ts';
import { inputOf } from './fuzz/worker.ts';
import type { WorkerReport, WorkerTask } from './fuzz/worker.ts';

const HELP = `npm run fuzz -- [options]

  --seconds N   how long to look (60)
  --seed S      where to start; equal seeds give equal inputs (1)
  --workers N   how many threads (one for each core)
  --only R      only texts that are read as R, message or session (both)
  --input I     only input number I of the seed: prints it and what it breaks
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    input: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const only = values.only === 'message' || values.only === 'session' ? values.only : undefined;

if (values.help) console.log(HELP);
else if (values.input !== undefined) showInput(Number(values.seed), Number(values.input));
else await fuzz(Number(values.seed), Number(values.seconds), Math.max(1, Number(values.workers)));

/** Makes one input again, and says all that is wrong with it. */
function showInput(seed: number, input: number): void {
  const { reading, text } = inputOf(seeds(), seed, input, only);
  console.log(`${reading}: ${JSON.stringify(text)}`);
  for (const failure of failuresOf(text, reading, input)) printFailure(minimised(failure, input), input);
}

/** Runs the workers; the exit code says whether an invariant was broken. */
async function fuzz(seed: number, seconds: number, workers: number): Promise<void> {
  let inputs = 0;
  let asked = 0;
  const failures = new Map<string, number>();
  const take = (report: WorkerReport): void => {
    if ('inputs' in report) {
      inputs += report.inputs;
      asked += report.asked;
    } else if ('failure' in report) {
      const key = `${report.failure.invariant}: ${report.failure.kind}`;
      const count = failures.get(key) ?? 0;
      failures.set(key, count + 1);
      if (count === 0) printFailure(report.failure, report.input);
    } else if ('again' in report) {
      failures.set(report.again, (failures.get(report.again) ?? 0) + 1);
    } else if ('growth' in report) {
      const { ratio, ms, head, piece, tail, times } = report.growth;
      console.log(
        `\nTwice the text, ${ratio.toFixed(1)} times the time (${ms.toFixed(0)} ms), input ${String(report.input)}:`,
      );
      console.log(`  ${json(head)} + ${json(piece)}.repeat(${String(times * 2)}) + ${json(tail)}`);
    } else {
      console.log(
        `\nInput ${String(report.input)} (${String(report.text.length)} units) took ${report.slow.toFixed(0)} ms`,
      );
    }
  };
  await Promise.all(
    Array.from({ length: workers }, (_, first) => run({ seed, first, step: workers, seconds, only }, take)),
  );
  console.log(
    `\nSeed ${String(seed)}: ${(inputs / 1e6).toFixed(3)} million inputs (${String(inputs)}), ${String(asked)} checks.`,
  );
  for (const [key, count] of failures) console.log(`  ${String(count)} x ${key}`);
  console.log(failures.size === 0 ? 'Every invariant held.' : `${String(failures.size)} kinds of failure.`);
  if (failures.size > 0) process.exitCode = 1;
}

function run(task: WorkerTask, take: (report: WorkerReport) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, 'fuzz', 'worker.ts'), { workerData: task });
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', () => {
      resolve();
    });
  });
}

/** A failure as a line for the table of `server/src/core/fuzz.test.ts`. */
function printFailure({ invariant, kind, detail, text }: Failure, input: number): void {
  console.log(`\n${invariant}\n  ${kind}${detail}\n  input ${String(input)}, minimised:`);
  console.log(`  { what: ${json(`${invariant}: ${kind}`)}, text: ${json(text)} },`);
}

function json(text: string): string {
  return JSON.stringify(text);
}
