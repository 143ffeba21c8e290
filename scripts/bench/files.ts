// How many files per second the command line checks with one core and with all, beside mailparser on the same files.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

import { run, runQuietly } from '../lib/processes.ts';
import type { Environment } from '../lib/processes.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { benchFolder } from './inputs.ts';
import { median } from './median.ts';

/** One way to go through all the files. */
export interface FilesRow {
  readonly what: string;
  /** Threads or processes that work side by side. */
  readonly jobs: number;
  readonly files: number;
  /** Of all files together. */
  readonly octets: number;
  /** From the start of the first process to the end of the last; the median of the rounds. */
  readonly seconds: number;
  readonly filesPerSecond: number;
  /** CPU time of all processes and threads together; the median of the rounds. */
  readonly cpuSeconds: number;
}

/** The rows as a section of the report. */
export function filesTable(rows: readonly FilesRow[]): string {
  const cores = os.availableParallelism();
  const lines = rows.map(({ what, files, seconds, filesPerSecond, cpuSeconds }) => {
    const share = cpuSeconds / (seconds * cores);
    const cells = [what, String(files), seconds.toFixed(1), filesPerSecond.toFixed(0)];
    return `| ${[...cells, cpuSeconds.toFixed(1), `${(share * 100).toFixed(0)} %`].join(' | ')} |`;
  });
  return [
    '',
    '## Many files',
    '',
    `Ordinary messages of 1 to 20 KB, by \`--files-from\`. **CPU s** is the work of all threads. **Used** is its share of what ${String(cores)} cores`,
    'can do in that time; the rest went to other programs on the machine, or was waited for. Each thread compiles the',
    'rules for itself while it works, about a second of work: the more files, the nearer the cores are to doing as many',
    'times the work.',
    '',
    '| | files | s | files/s | CPU s | used |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

/**
 * Measures all ways by turns, each in processes of its own, as a user starts them.
 * @param count how many files.
 */
export async function benchFiles(rounds = 3, count = 20_000): Promise<readonly FilesRow[]> {
  const { list, octets } = await makeFiles(count);
  const bundle = await buildCommand();
  const jobs = os.availableParallelism();
  const ways: readonly (readonly [what: string, jobs: number, go: (start: Start) => Promise<void>])[] = [
    ['mail-workbench lint', jobs, (start) => lint(bundle, list, jobs, start)],
    ['mail-workbench lint --jobs 1', 1, (start) => lint(bundle, list, 1, start)],
    [`mailparser, ${String(jobs)} processes`, jobs, (start) => parse(list, jobs, start)],
    ['mailparser, one process', 1, (start) => parse(list, 1, start)],
  ];
  const times = ways.map((): Taken[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, , go]] of ways.entries()) times[index]?.push(await taken(go));
  }
  return ways.map(([what, way], index) => {
    const of = (pick: (time: Taken) => number): number => median((times[index] ?? []).map(pick));
    const seconds = of((time) => time.seconds);
    const cpuSeconds = of((time) => time.cpuSeconds);
    return { what, jobs: way, files: count, octets, seconds, filesPerSecond: count / seconds, cpuSeconds };
  });
}

type Taken = Pick<FilesRow, 'seconds' | 'cpuSeconds'>;

/** What a way takes; each of its processes is started with `node` and leaves its CPU time behind. */
async function taken(go: (start: Start) => Promise<void>): Promise<Taken> {
  const file = path.join(benchFolder, 'cpu-time');
  await writeFile(file, '');
  const started = performance.now();
  const hook = path.join(import.meta.dirname, 'cpuTime.cjs');
  await go([['--require', hook], { ...process.env, MAIL_WORKBENCH_CPU_TIME: file }]);
  const seconds = (performance.now() - started) / 1000;
  const cpu = (await readFile(file, 'utf8')).split('\n').reduce((sum, line) => sum + Number(line), 0);
  return { seconds, cpuSeconds: cpu / 1000 };
}

async function lint(bundle: string, list: string, jobs: number, [node, env]: Start): Promise<void> {
  const args = ['lint', '--format', 'jsonl', '--jobs', String(jobs), '--files-from', list];
  const { code, output } = await run(process.execPath, [...node, bundle, ...args], {
    env,
    output: 'capture',
  });
  // 1 says that there are findings, which there are.
  if (code > 1) throw new Error(output.slice(-1000));
}

async function parse(list: string, jobs: number, [node, env]: Start): Promise<void> {
  const script = path.join(import.meta.dirname, 'mailparserFiles.mjs');
  const one = (_: unknown, index: number): Promise<string> =>
    runQuietly(process.execPath, [...node, script, list, String(index), String(jobs)], { env });
  await Promise.all(Array.from({ length: jobs }, one));
}

/** Options of Node and the environment that a measured process is started with. */
type Start = readonly [node: readonly string[], env: Environment];

/** Builds the command as it ships. @returns the path of its bundle. */
async function buildCommand(): Promise<string> {
  const out = path.join(benchFolder, 'package');
  await mkdir(path.join(out, 'server'), { recursive: true });
  await cp(path.join(repositoryRoot, 'server/package.json'), path.join(out, 'server/package.json'));
  const script = path.join(repositoryRoot, 'scripts/build.ts');
  await runQuietly(process.execPath, [script, '--production', `--out=${out}`], { cwd: repositoryRoot });
  return path.join(out, 'server/dist/cli.cjs');
}

/** Writes the files where they are missing, and the list of their paths, separated by NUL. */
async function makeFiles(count: number): Promise<{ list: string; octets: number }> {
  const folder = path.join(benchFolder, `files-${String(count)}`);
  const list = path.join(folder, 'list');
  const sizes = path.join(folder, 'octets');
  if (existsSync(sizes)) return { list, octets: Number(await readFile(sizes, 'utf8')) };
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  let octets = 0;
  for (let number = 0; number < count; number++) {
    const sub = path.join(folder, String(number % 100));
    if (number < 100) await mkdir(sub, { recursive: true });
    const file = path.join(sub, `${String(number)}.eml`);
    await writeFile(file, message(number));
    octets += (await stat(file)).size;
    files.push(file);
  }
  await writeFile(list, files.join('\0'));
  await writeFile(sizes, String(octets));
  return { list, octets };
}

/** An ordinary message: a short text, in one of three a copy of it in HTML, in one of ten a small attachment. */
function message(number: number): string {
  const day = String((number % 28) + 1).padStart(2, '0');
  const words = `Line ${String(number)} of an ordinary message, neither short nor long.\r\n`;
  const text = words.repeat(10 + (number % 50));
  const head = [
    `Received: from mx${String(number % 9)}.example.net (mx.example.net [192.0.2.10])`,
    `\tby mx.example.org with ESMTPS id 4XyZ${String(number)}; ${day} Mar 2025 10:22:33 +0100`,
    `From: =?utf-8?Q?J=C3=BCrgen_${String(number)}?= <user${String(number % 500)}@example.com>`,
    'To: Bob Example <bob@example.org>, "Example, Ann" <ann@example.org>',
    // Six of seven have the wrong weekday.
    `Date: Tue, ${day} Mar 2025 10:22:31 +0100`,
    `Message-ID: <${String(number)}.${day}@mail.example.com>`,
    `Subject: Message ${String(number)} about =?utf-8?B?R3LDvMOfZQ==?=`,
    'MIME-Version: 1.0',
  ];
  const parts = ['Content-Type: text/plain; charset=utf-8\r\n\r\n' + text];
  if (number % 3 === 0) {
    parts.push(
      `Content-Type: text/html; charset=utf-8\r\n\r\n<p>${text.replaceAll('\r\n', '<br>\r\n')}</p>\r\n`,
    );
  }
  if (number % 10 === 0) {
    const name = `Content-Type: application/pdf; name="${String(number)}.pdf"`;
    const line = `${'JVBERi0xLjQKJcfsj6I'.repeat(4)}\r\n`;
    parts.push(`${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(200)}`);
  }
  const [only = ''] = parts;
  if (parts.length === 1) return [...head, only].join('\r\n');
  const body = parts.map((part) => `--=_part\r\n${part}\r\n`).join('');
  return [...head, 'Content-Type: multipart/mixed; boundary="=_part"', '', `${body}--=_part--`, ''].join(
    '\r\n',
  );
}
