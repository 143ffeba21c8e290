// `mail-workbench lint`: finds the files, has them checked, and writes the findings in order.

import { existsSync, createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { stat } from 'node:fs/promises';
import { isProfile } from '../core/index.ts';
import { wantsColour } from './colours.ts';
import { UsageError } from './commandLine.ts';
import type { Invocation } from './commandLine.ts';
import { baseConfig, readConfigChoice } from './configOf.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { addCounts, noCounts } from './fileReport.ts';
import type { Counts, Notice } from './fileReport.ts';
import { frameOf } from './formats/index.ts';
import type { FormatName, Frame } from './formats/index.ts';
import { inputFiles, nulSeparated } from './inputFiles.ts';
import type { InputFile } from './inputFiles.ts';
import { lintHere, surviving } from './lintBatch.ts';
import type { LintedFile, LintJob } from './lintBatch.ts';
import { LintPool } from './lintPool.ts';
import { languageOf } from './language.ts';
import { readError, STDIN } from './mailFile.ts';
import type { FilePath } from './mailFile.ts';
import { shardOf, shareOf } from './shard.ts';
import { batches, inOrder, takeSome } from './ordered.ts';
import { complain, write } from './output.ts';

/** Runs the command. @throws UsageError where the command line cannot be followed. */
export async function lint({ options, operands }: Invocation, version: string): Promise<ExitCode> {
  const paths = inputPaths(operands, options.get('files-from'));
  const shard = options.get('shard');
  const found = inputFiles(paths);
  const job = await lintJob(options);
  const { jobs, maxWarnings } = limits(options);
  const files = shard === undefined ? found : shareOf(found, shardOf(shard));
  const first = await takeSome(files, FEW_FILES + 1);
  const few = first.length <= FEW_FILES;
  const pool =
    jobs > 1 && (!few || (await weighs(first))) && existsSync(WORKER)
      ? new LintPool(WORKER, job, jobs)
      : undefined;
  const run = pool ? surviving(pool.run, job) : lintHere(job);
  const report = new LintReport(frameOf(job.format), version);
  try {
    await report.begin(job);
    const queue = batches(first, files, few ? 1 : BATCH);
    for await (const linted of inOrder(queue, run, pool ? jobs * BATCHES_AHEAD : 1)) {
      for (const file of linted) await report.add(file);
    }
    return await report.end(maxWarnings);
  } finally {
    await pool?.close();
  }
}

/** The paths of the arguments, then those of the list. The arguments are looked at before anything is read. */
function inputPaths(operands: readonly string[], list: string | undefined): AsyncIterable<FilePath> {
  if ([...operands, list].filter((path) => path === STDIN).length > 1) {
    throw new UsageError('The standard input (-) can be read only once.');
  }
  if (list === undefined && operands.length === 0) {
    throw new UsageError('Name a file or a folder to check, or - for the standard input.');
  }
  return namedPaths(operands, list);
}

async function* namedPaths(operands: readonly string[], list: string | undefined): AsyncGenerator<FilePath> {
  for (const operand of operands) yield Buffer.from(operand);
  if (list === undefined) return;
  try {
    yield* nulSeparated((list === STDIN ? process.stdin : createReadStream(list)) as AsyncIterable<Buffer>);
  } catch (error) {
    throw new UsageError(`--files-from ${list}: ${readError(error).message}.`);
  }
}

async function lintJob(options: Invocation['options']): Promise<LintJob> {
  const profile = options.get('profile');
  const config = options.get('config');
  const name = (options.get('format') ?? 'text') as FormatName;
  return {
    lint: {
      config: {
        profile: isProfile(profile) ? profile : undefined,
        file: config === undefined ? undefined : await configFile(config),
      },
      language: languageOf(options.get('language')),
    },
    format: { name, colour: name === 'text' && wantsColour(process.env, process.stdout.isTTY) },
  };
}

async function configFile(path: string): Promise<LintJob['lint']['config']['file']> {
  try {
    return await readConfigChoice(path);
  } catch (error) {
    throw new UsageError(`--config ${path}: ${readError(error).message}.`);
  }
}

function limits(options: Invocation['options']): { jobs: number; maxWarnings: number } {
  return {
    jobs: Number(options.get('jobs') ?? availableParallelism()),
    maxWarnings: Number(options.get('max-warnings') ?? Infinity),
  };
}

/** Whether few files are large enough for threads to pay. */
async function weighs(files: readonly InputFile[]): Promise<boolean> {
  if (files.length < 2) return false;
  let octets = 0;
  for (const { path } of files) {
    octets += await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return octets > MUCH;
}

/** Passes on what was written about each file, and counts. */
class LintReport {
  readonly #frame: Frame;
  readonly #version: string;
  readonly #notices: Notice[] = [];
  readonly #told = new Set<string>();
  #counts: Counts = noCounts;
  #files = 0;
  #unchecked = 0;
  #written = false;

  constructor(frame: Frame, version: string) {
    this.#frame = frame;
    this.#version = version;
  }

  async begin({ lint }: LintJob): Promise<void> {
    const { rules, base } = baseConfig(lint.config);
    await write(process.stdout, this.#frame.head({ rules, base, version: this.#version }));
  }

  async add({ text, checked, counts, notices }: LintedFile): Promise<void> {
    if (checked) this.#files++;
    else this.#unchecked++;
    this.#counts = addCounts(this.#counts, counts);
    for (const notice of notices) await this.#notice(notice);
    if (text === '') return;
    await write(process.stdout, this.#written ? this.#frame.separator + text : text);
    this.#written = true;
  }

  async end(maxWarnings: number): Promise<ExitCode> {
    const { error, warning } = this.#counts;
    const tooMany = warning > maxWarnings;
    const exitCode =
      this.#notices.length > 0
        ? exitCodes.unusable
        : error > 0 || tooMany
          ? exitCodes.findings
          : exitCodes.clean;
    const tail = this.#frame.tail({
      counts: this.#counts,
      files: this.#files,
      unchecked: this.#unchecked,
      notices: this.#notices,
      exitCode,
    });
    await write(process.stdout, tail);
    if (tooMany) {
      await complain({ message: `Too many warnings: ${warning}, where ${maxWarnings} are allowed.` });
    }
    return exitCode;
  }

  /** Each thread reads the configuration files for itself, and finds the same faults. */
  async #notice(notice: Notice): Promise<void> {
    const key = JSON.stringify(notice);
    if (notice.kind === 'config' && this.#told.has(key)) return;
    this.#told.add(key);
    this.#notices.push(notice);
    await complain(notice);
  }
}

/** How many files are checked without threads: starting one takes as long as checking some. */
const FEW_FILES = 32;
/** Octets from which few files are shared out to threads. */
const MUCH = 4 * 1024 * 1024;
const BATCH = 16;
const BATCHES_AHEAD = 4;
const WORKER = new URL('lint-worker.cjs', import.meta.url);
