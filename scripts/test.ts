// Runs the test suites and everything they need before: `npm test [-- unit long lsp cli embed grammar mail e2e]`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { installCodeServer } from './lib/codeServer.ts';
import { packageExtension, runScript } from './lib/packagedExtension.ts';
import { run } from './lib/processes.ts';
import type { RunOptions } from './lib/processes.ts';
import { cacheFolder, repositoryRoot } from './lib/repository.ts';
import {
  MissingSystemPackages,
  ensureSystemPackages,
  mailServerNeeds,
  programNeeds,
  workbenchNeeds,
} from './lib/systemPackages.ts';
import { addCounts, failedFiles, readCounts, summaryLine, withoutCounts } from './lib/testCounts.ts';
import type { TestCounts } from './lib/testCounts.ts';
import { durationsOf, keepDurations, readDurations, shares } from './lib/testShares.ts';
import { TEST_SUITES, testFiles } from './lib/testSuites.ts';
import type { TestSuite } from './lib/testSuites.ts';

const HELP = `npm test [-- SUITE... --as-built] runs the test suites, all of them by default:

${TEST_SUITES.map(({ name, about }) => `  ${name.padEnd(8)} ${about}`).join('\n')}

  --as-built   takes the build and the package that stand there
  --help       shows this
`;

const AS_BUILT = '--as-built';

const REPORTER = pathToFileURL(path.join(import.meta.dirname, 'lib', 'countReporter.ts')).href;

/** Where the last run's summary line lies, for the script of the CI. */
const SUMMARY_FILE = path.join(cacheFolder, 'test-summary.txt');

function announce(text: string): void {
  console.log(`\n== ${text}`);
}

/** Brings the machine and the clone into the state that the suites need. Throws when that fails. */
async function prepare(suites: readonly TestSuite[]): Promise<void> {
  const needs = new Set(suites.map((suite) => suite.needs));
  if (needs.has('programs')) ensureSystemPackages(programNeeds(), announce);
  if (needs.has('mailServers')) ensureSystemPackages(mailServerNeeds(), announce);
  if (needs.has('workbench')) {
    ensureSystemPackages(await workbenchNeeds({ browser: true }), announce);
    await installCodeServer(announce);
    announce('package');
    await packageExtension();
  } else if (needs.has('build') || needs.has('programs')) {
    announce('build');
    await runScript('build.ts');
  }
}

async function runSuite(suite: TestSuite, reports: string): Promise<TestCounts> {
  const files = testFiles(suite);
  announce(`${suite.name}: ${suite.about} (${files.length} files)`);
  if (files.length === 0) {
    console.log('no test file found');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { processes = 1, name } = suite;
  const kept = path.join(cacheFolder, `test-durations-${name}.json`);
  const parts = processes > 1 ? shares(files, processes, await readDurations(kept)) : [files];
  const made = parts.map((_, share) => path.join(reports, `${name}-${share}.json`));
  const counts = await Promise.all(made.map((report, share) => runShare(suite, parts[share] ?? [], report)));
  if (processes > 1) await keepDurations(kept, await durationsOf(made, repositoryRoot));
  return onceMore(suite, addCounts(counts), made, reports);
}

/** Runs the files again in which a test failed, where the suite wants that. @returns the counts of all files. */
async function onceMore(
  { again = 0, ...suite }: TestSuite,
  counts: TestCounts,
  made: readonly string[],
  reports: string,
): Promise<TestCounts> {
  const failed = new Map((await Promise.all(made.map(failedFiles))).flatMap((files) => [...files]));
  if (failed.size === 0 || failed.size > again) return counts;
  const names = [...failed.keys()].map((file) => path.relative(repositoryRoot, file));
  announce(`${suite.name}: once more, one by one: ${names.join(', ')}`);
  const flags = [...suite.flags, '--test-concurrency=1'];
  const report = path.join(reports, `${suite.name}-again.json`);
  const second = await runShare({ ...suite, flags }, names, report);
  announce(
    second.failed === 0 ? 'they passed: the first failures depended on the moment' : 'a test failed again',
  );
  return addCounts([withoutCounts(counts, [...failed.values()]), second]);
}

async function runShare(suite: TestSuite, files: readonly string[], report: string): Promise<TestCounts> {
  const { processes = 1 } = suite;
  const args = [
    '--test',
    ...suite.flags,
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${REPORTER}`, `--test-reporter-destination=${report}`],
    ...files,
  ];
  // What several say at once is shown one after the other. Much of their time is loading: Node keeps what it compiled.
  const env = { ...process.env, ...suite.env, NODE_COMPILE_CACHE: path.join(cacheFolder, 'compiled') };
  const options: RunOptions = processes > 1 ? { output: 'capture', env } : {};
  const result = await run(process.execPath, args, { cwd: repositoryRoot, ...options });
  process.stdout.write(result.output);
  return readCounts(report, result.code);
}

async function runSuites(suites: readonly TestSuite[]): Promise<TestCounts> {
  const started = performance.now();
  const reports = await mkdtemp(path.join(cacheFolder, 'tests-'));
  try {
    const results: TestCounts[] = [];
    for (const suite of suites) results.push(await runSuite(suite, reports));
    announce(`all suites, ${Math.round((performance.now() - started) / 1000)} s`);
    suites.forEach(({ name }, index) => {
      const counts = results[index];
      if (counts !== undefined) {
        console.log(`${name.padEnd(8)} ${summaryLine(counts)}, ${counts.skipped} skipped`);
      }
    });
    return addCounts(results);
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const names = args.filter((name) => name !== AS_BUILT);
  const unknown = names.filter((name) => !TEST_SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`unknown suite: ${unknown.join(', ')}\n\n${HELP}`);
    return 2;
  }
  const suites = TEST_SUITES.filter(({ name }) => names.length === 0 || names.includes(name));
  await mkdir(cacheFolder, { recursive: true });
  await rm(SUMMARY_FILE, { force: true });
  if (!args.includes(AS_BUILT)) await prepare(suites);
  const total = await runSuites(suites);
  await writeFile(SUMMARY_FILE, `${summaryLine(total)}\n`);
  console.log(`\n${summaryLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // What a user can mend is one sentence; everything else comes with its stack.
  console.error(error instanceof MissingSystemPackages ? error.message : error);
  process.exitCode = 1;
}
